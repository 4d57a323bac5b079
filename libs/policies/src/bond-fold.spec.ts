import { type ProjectedEvent } from '@chargebook/projections';

import { foldBonds, type KnownBonds, type NotedEvent } from './bond-fold';
import { type Note } from './policy';

let count = 0;

function noted(...notes: readonly Note[]): NotedEvent {
  count += 1;
  const recorded = { id: `event-${count}`, position: `p${count}` };
  const metadata = { $correlationId: `talk-${count}` };
  return { event: { recorded, metadata } as unknown as ProjectedEvent, notes };
}

const thing = (accountId: string | null, isThere = true): Note => {
  return { kind: 'thing', id: 'driver', accountId, isThere };
};
const rests = (id: string, on: readonly string[] = ['driver']): Note => {
  return { kind: 'dependent', id, streamId: 'site', accountId: 'acme', on };
};

function empty(): KnownBonds {
  return { things: new Map(), dependents: new Map() };
}

const lost = (known: KnownBonds, ...events: readonly NotedEvent[]) =>
  foldBonds('guard', known, events).map(({ dependentId, cause }) => [dependentId, cause.eventId]);

describe('bonds', () => {
  it('are lost by a thing that goes, to all that rest on it then', () => {
    const gone = noted(thing(null, false));
    const events = [
      noted(thing('acme')),
      noted(rests('a')),
      noted(rests('b')),
      noted(rests('b', [])),
      gone,
    ];
    expect(lost(empty(), ...events)).toEqual([['a', gone.event.recorded.id]]);
  });

  it('are lost by a thing that moves to another account, not by one that becomes of all', () => {
    const known = empty();
    expect(lost(known, noted(thing('acme')), noted(rests('a')), noted(thing(null)))).toEqual([]);
    const moved = noted(thing('other'));
    expect(lost(known, moved)).toEqual([['a', moved.event.recorded.id]]);
  });

  it('are lost by whoever comes to rest on a thing that is gone, or was never heard of', () => {
    const late = noted(rests('a'));
    expect(lost(empty(), noted(thing('acme')), noted(thing(null, false)), late)).toEqual([
      ['a', late.event.recorded.id],
    ]);
    const unheard = noted(rests('b'));
    expect(lost(empty(), unheard)).toEqual([['b', unheard.event.recorded.id]]);
  });

  it('found again are the same reaction; another event makes another one', () => {
    const known = (): KnownBonds => ({
      things: new Map([['driver', { accountId: 'acme', isThere: true }]]),
      dependents: new Map([['a', { streamId: 'site', accountId: 'acme', on: ['driver'] }]]),
    });
    const gone = noted(thing(null, false));
    const [once] = foldBonds('guard', known(), [gone]);
    expect(foldBonds('guard', known(), [gone])).toEqual([once]);
    const [other] = foldBonds('guard', known(), [noted(thing(null, false))]);
    const [guarded] = foldBonds('other', known(), [gone]);
    expect(new Set([once?.id, other?.id, guarded?.id]).size).toBe(3);
    expect(once).toMatchObject({ streamId: 'site', accountId: 'acme', thingId: 'driver' });
  });
});
