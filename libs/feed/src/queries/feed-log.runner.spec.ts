import { type RecordedEvent, type StreamName } from '@chargebook/event-store';
import {
  categoryOf,
  decodeEvent,
  type EventCatalogue,
  FIRST_VERSION,
  NewerVersionNeeded,
} from '@chargebook/kernel';
import { recordedEvent } from '@chargebook/kernel/testing';
import { type ParseEvent } from '@chargebook/projections';

import { loggedBy } from './feed-log.runner';

const CATALOGUE: EventCatalogue = new Map([['shelf', { ShelfAdded: FIRST_VERSION }]]);

const parse: ParseEvent = (recorded) => {
  try {
    const schemas = CATALOGUE.get(categoryOf(recorded.stream)) ?? {};
    return { recorded, ...decodeEvent(recorded, schemas) };
  } catch (error) {
    if (error instanceof NewerVersionNeeded) return { newerThanCode: error.eventType };
    throw error;
  }
};

function inStream(stream: string, event: RecordedEvent): RecordedEvent {
  return { ...event, stream: stream as StreamName };
}

describe('An event of the log', () => {
  const logged = loggedBy(parse, CATALOGUE);

  it('is fed where a context of the book wrote it, and not where the kernel did', () => {
    const added = recordedEvent('ShelfAdded', { a: 1 });
    expect(logged(added)).toMatchObject({ category: 'shelf', dataText: '{"a":1}' });
    const abandoned = recordedEvent('ClaimAbandoned', { claimId: 'claim-label-l@0' });
    expect(logged(abandoned)).toBeUndefined();
    const claimed = { holder: 'shelf-s', thing: 'a', command: 'c' };
    expect(logged(inStream('claim-label-l', recordedEvent('Claimed', claimed)))).toBeUndefined();
  });

  it.each([
    ['of a type', recordedEvent('ShelfPainted', {})],
    ['of a version', recordedEvent('ShelfAdded', {}, { schemaVersion: 2 })],
    ['of a category', inStream('vehicle-v', recordedEvent('VehicleAdded', {}))],
  ])('%s that a newer process has is waited at, or its reader would miss it', (_, newer) => {
    expect(() => logged(newer)).toThrow(NewerVersionNeeded);
  });

  it('that is of others is passed over', () => {
    const song = { ...recordedEvent('SongSung', {}), metadata: '{}' };
    expect(logged(inStream('songs-s', song))).toBeUndefined();
  });
});
