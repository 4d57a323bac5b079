import { notBefore } from './clock';
import { type CommandEffect } from './envelope';
import { ForeignEvent } from './event-codec';
import { memoryOf, verdictOn } from './folded';
import { foldOfEvents, instantAt, recordedEvent } from './testing/recorded-events';
import { labelClaim } from './testing/shelf';

const DAY_MS = 24 * 60 * 60 * 1000;
const CLAIM = 'claim-label-l@3';

function noted(members: Parameters<typeof recordedEvent>[2]) {
  return recordedEvent('BoxNoted', { box: 'a', note: 'n' }, members);
}

function command(id: string, effect: CommandEffect = 'changed') {
  return { id, fingerprint: `print of ${id}`, effect, thing: 'a' };
}

describe('The version of a thing', () => {
  it('is the revision of the last event that touched it, and of no other', () => {
    const folded = foldOfEvents(
      noted({ touches: ['a', 'b'] }),
      noted({ touches: ['b'] }),
      noted({ touches: [] }),
    );
    expect(folded.versions).toEqual(
      new Map([
        ['a', 0n],
        ['b', 1n],
      ]),
    );
    expect(folded.revision).toBe(2n);
  });

  it('is not raised by an abandoned claim, which is an event of the stream all the same', () => {
    const folded = foldOfEvents(
      noted({ touches: ['a'] }),
      recordedEvent('ClaimAbandoned', { claimId: CLAIM }, { touches: ['a'] }),
    );
    expect(folded.versions).toEqual(new Map([['a', 0n]]));
    expect(folded.revision).toBe(1n);
  });
});

describe('An event in our metadata with data of another shape', () => {
  it('is named as foreign where the fold cannot take it', () => {
    const added = recordedEvent('BoxAdded', { box: 'a', notes: 12 });
    const fold = () => foldOfEvents(added, { ...noted({}), id: 'odd' });
    expect(fold).toThrow(ForeignEvent);
    expect(fold).toThrow(/^event odd at shelf-s@0 is not ours: /);
  });
});

describe('The memory of commands', () => {
  it('holds a change for 24 hours, counted from the latest event', () => {
    const first = noted({ command: command('first') });
    const at = (ms: number) => noted({ command: command('later'), recordedAt: instantAt(ms) });
    expect(memoryOf(foldOfEvents(first, at(DAY_MS)), 'first')).toEqual({
      fingerprint: 'print of first',
      effect: 'changed',
      thing: 'a',
      recordedAtMs: Date.parse(instantAt(0)),
    });
    expect(memoryOf(foldOfEvents(first, at(DAY_MS + 1)), 'first')).toBeUndefined();
  });

  it('holds a creation for ever', () => {
    const folded = foldOfEvents(
      noted({ command: command('made', 'created') }),
      noted({ command: command('later'), recordedAt: instantAt(400 * DAY_MS) }),
    );
    expect(memoryOf(folded, 'made')?.effect).toBe('created');
  });

  it('forgets no more than is old, however many events a command wrote', () => {
    const folded = foldOfEvents(
      noted({ command: command('old') }),
      noted({ command: command('young'), recordedAt: instantAt(10) }),
      noted({ command: command('young'), recordedAt: instantAt(10) }),
      noted({ command: command('later'), recordedAt: instantAt(DAY_MS + 5) }),
    );
    expect([...folded.recent.keys()]).toEqual(['young', 'later']);
  });

  it('knows nothing of the command that abandoned a claim: it wrote to another stream', () => {
    const abandoned = { claimId: CLAIM };
    const folded = foldOfEvents(
      recordedEvent('ClaimAbandoned', abandoned, { command: command('rival') }),
    );
    expect(memoryOf(folded, 'rival')).toBeUndefined();
  });
});

describe('A claim', () => {
  const taken = noted({ takes: [{ claimId: CLAIM, thing: 'a' }] });

  it('is held from the event that takes it to the event that drops it', () => {
    expect(verdictOn(CLAIM, foldOfEvents())).toBe('unknown');
    expect(verdictOn(CLAIM, foldOfEvents(taken))).toBe('held');
    expect(verdictOn(CLAIM, foldOfEvents(taken, noted({ drops: [CLAIM] })))).toBe('unknown');
  });

  it('is another one when it was made at another revision of its stream', () => {
    expect(verdictOn('claim-label-l@4', foldOfEvents(taken))).toBe('unknown');
  });

  it('passes to another thing by the event that drops one claim and takes the next', () => {
    const next = { claimId: 'claim-label-l@5', thing: 'b' };
    const folded = foldOfEvents(taken, noted({ drops: [CLAIM], takes: [next] }));
    expect(folded.claimsHeld.get(labelClaim('L'))).toEqual(next);
  });

  it('is abandoned for ever', () => {
    const abandoned = recordedEvent('ClaimAbandoned', { claimId: CLAIM });
    const muchLater = noted({ recordedAt: instantAt(400 * DAY_MS) });
    expect(verdictOn(CLAIM, foldOfEvents(abandoned, muchLater))).toBe('abandoned');
  });
});

describe('The time of an event', () => {
  it('is now, but never before what the stream has recorded already', () => {
    const nowMs = Date.parse(instantAt(0));
    expect(notBefore(undefined, nowMs)).toBe(instantAt(0));
    expect(notBefore(instantAt(-1), nowMs)).toBe(instantAt(0));
    expect(notBefore(instantAt(3_600_000), nowMs)).toBe(instantAt(3_600_000));
  });
});
