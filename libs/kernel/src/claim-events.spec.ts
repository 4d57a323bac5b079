import { type StreamName } from '@chargebook/event-store';

import { claimEventOf, encodeClaimEvent, readingOf } from './claim-events';
import { NewerVersionNeeded } from './event-codec';
import { instantAt, recordedEvent } from './testing/recorded-events';
import { labelClaim, shelfStream } from './testing/shelf';

const stream: StreamName = labelClaim('l');

function claimed(ageMs: number) {
  const data = { holder: shelfStream('s'), thing: 'a', command: 'c' };
  const event = recordedEvent('Claimed', data, { recordedAt: instantAt(-ageMs) });
  return { ...event, stream, revision: 2n };
}

describe('A claim stream', () => {
  const nowMs = Date.parse(instantAt(0));

  it('says by its last event who holds the value, and since when', () => {
    expect(readingOf(claimed(1_500), nowMs)).toEqual({
      kind: 'claimed',
      revision: 2n,
      claimId: 'claim-label-l@2',
      holder: 'shelf-s',
      thing: 'a',
      commandId: 'c',
      ageMs: 1_500,
    });
  });

  it('is free while nobody claimed it, and behind a release', () => {
    const released = { ...recordedEvent('Released', { claimId: 'x' }), stream, revision: 3n };
    expect(readingOf(undefined, nowMs)).toEqual({ kind: 'free', revision: 'no-stream' });
    expect(readingOf(released, nowMs)).toEqual({ kind: 'free', revision: 3n });
  });

  it('is not taken for free when a newer service wrote what this one does not know', () => {
    const unknown = { ...recordedEvent('ClaimLent', {}), stream };
    expect(() => readingOf(unknown, nowMs)).toThrow(NewerVersionNeeded);
  });
});

describe('The id of a claim event', () => {
  it('differs when one command fences two claims at one revision of their holder', () => {
    const cause = { commandId: 'c', correlationId: 'r' };
    const ids = ['claim-label-l@0', 'claim-label-m@0'].map((claimId) => {
      const origin = { cause, recordedAt: instantAt(0) };
      const event = claimEventOf('ClaimAbandoned', { claimId }, origin);
      return encodeClaimEvent(shelfStream('s'), 4n, event).id;
    });
    expect(ids[0]).not.toBe(ids[1]);
  });
});
