import { type RecordedEvent, type StreamName } from '@chargebook/event-store';
import { type AnyAggregate } from '@chargebook/kernel';
import { metadataWith, recordedEvent } from '@chargebook/kernel/testing';

import { parserOf } from './parse-event';

function recorded(change: Partial<RecordedEvent>): RecordedEvent {
  return { ...recordedEvent('LampLit', { watts: 5 }), stream: 'lamp-1' as StreamName, ...change };
}

const brighter = (data: Record<string, unknown>) => ({ ...data, colour: 'white' });
const parse = parserOf([
  { category: 'lamp', schemas: { LampLit: { upcasts: [brighter] } } } as unknown as AnyAggregate,
]);

describe('events as read models see them', () => {
  it('are brought up by the schemas of their category', () => {
    const event = recorded({});
    const data = { watts: 5, colour: 'white' };
    expect(parse(event)).toMatchObject({ recorded: event, type: 'LampLit', data });
  });

  it.each([
    ['a type that nobody knows', { type: 'LampSung' }],
    ['a stream that nobody keeps', { stream: 'song-1' as StreamName }],
    ['a version to come', { metadata: JSON.stringify(metadataWith({ schemaVersion: 3 })) }],
  ])('of %s are newer than the code', (_name, change) => {
    expect(parse(recorded(change))).toHaveProperty('newerThanCode');
  });

  it.each(['lamp-1', 'claim-label-1'])('that others wrote to %s are parked', (stream) => {
    const foreign = recorded({ stream: stream as StreamName, metadata: '{}' });
    expect(() => parse(foreign)).toThrow('is not ours');
  });

  it('that others wrote to streams of their own are passed over', () => {
    const foreign = recorded({ stream: 'song-1' as StreamName, metadata: '{}' });
    expect(parse(foreign)).toBeUndefined();
    expect(parse(foreign)).toBeUndefined();
  });
});
