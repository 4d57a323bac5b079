import {
  AllStreamPosition,
  StreamIdentifier,
  UUID,
} from '@eventstore/db-client/generated/shared_pb';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';

import { readMessage } from './read-messages';
import { logPosition } from './wire-positions';

const HIGHEST = '9223372036854775807';

function eventNamed(stream: string): ReadResp.ReadEvent.RecordedEvent {
  const event = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new UUID().setString('5c9c2b0a-0000-4000-8000-000000000001'))
    .setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(stream)))
    .setStreamRevision(HIGHEST)
    .setCommitPosition(HIGHEST)
    .setPreparePosition('4294967296')
    .setData(Buffer.from('{"name":"Zürich ⚡"}'))
    .setCustomMetadata(Buffer.from('{"at": 1}'));
  event.getMetadataMap().set('created', '17').set('type', 'SiteAdded').set('content-type', 'x');
  return event;
}

function read(message: ReadResp) {
  return readMessage(Buffer.from(message.serializeBinary()));
}

describe('An answer to a read, as the vendor writes it,', () => {
  it('gives an event to the last digit and letter, and no link to it', () => {
    const event = new ReadResp.ReadEvent()
      .setEvent(eventNamed('site-één'))
      .setLink(eventNamed('$ce-site'))
      .setCommitPosition('7');
    expect(read(new ReadResp().setEvent(event))).toEqual({
      record: {
        id: '5c9c2b0a-0000-4000-8000-000000000001',
        type: 'SiteAdded',
        data: '{"name":"Zürich ⚡"}',
        metadata: '{"at": 1}',
        stream: 'site-één',
        revision: BigInt(HIGHEST),
        position: logPosition({ commit: HIGHEST, prepare: '4294967296' }),
      },
    });
  });

  it('gives an event of which nothing is said', () => {
    const event = new ReadResp.ReadEvent().setEvent(new ReadResp.ReadEvent.RecordedEvent());
    const nothing = { id: '', type: '', data: '', metadata: '', stream: '' };
    const record = { ...nothing, revision: 0n, position: 0n };
    expect(read(new ReadResp().setEvent(event))).toEqual({ record });
  });

  it('gives how far the log was searched', () => {
    const place = { commit: '4294967297', prepare: HIGHEST };
    const checkpoint = new ReadResp.Checkpoint()
      .setCommitPosition(place.commit)
      .setPreparePosition(place.prepare);
    const expected = { checkpoint: logPosition(place) };
    expect(read(new ReadResp().setCheckpoint(checkpoint))).toEqual(expected);
  });

  it('says what it says without an event', () => {
    const stream = new StreamIdentifier().setStreamName(Buffer.from('site-1'));
    const none = new ReadResp.StreamNotFound().setStreamIdentifier(stream);
    expect(read(new ReadResp().setStreamNotFound(none))).toEqual({ says: 'no-stream' });
    const caughtUp = new ReadResp().setCaughtUp(new ReadResp.CaughtUp());
    expect(read(caughtUp)).toEqual({ says: 'caught-up' });
    const fellBehind = new ReadResp().setFellBehind(new ReadResp.FellBehind());
    expect(read(fellBehind)).toEqual({ says: 'fell-behind' });
  });

  it('is passed over where it says something else', () => {
    const confirmation = new ReadResp.SubscriptionConfirmation().setSubscriptionId('1');
    expect(read(new ReadResp().setConfirmation(confirmation))).toEqual({});
    const last = new AllStreamPosition().setCommitPosition('3').setPreparePosition('3');
    expect(read(new ReadResp().setLastAllStreamPosition(last))).toEqual({});
    expect(read(new ReadResp().setFirstStreamPosition('3'))).toEqual({});
  });

  it('is refused where it is cut', () => {
    const event = new ReadResp.ReadEvent().setEvent(eventNamed('site-1'));
    const whole = Buffer.from(new ReadResp().setEvent(event).serializeBinary());
    expect(() => readMessage(whole.subarray(0, -1))).toThrow(RangeError);
  });
});
