import {
  StreamIdentifier,
  UUID,
  type AllStreamPosition,
} from '@eventstore/db-client/generated/shared_pb';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';

import { type Place } from './log-pages';
import { type StoredEvent } from './stored-log';

const TICKS_PER_MS = 10_000;

export function streamIdentifier(stream: string): StreamIdentifier {
  return new StreamIdentifier().setStreamName(Buffer.from(stream));
}

/** Positions are told in two numbers, in messages of several types. */
export function setPlace<Message extends Pick<AllStreamPosition, 'setPreparePosition'>>(
  message: Message & { setCommitPosition(position: string): unknown },
  { commit, prepare }: Place,
): Message {
  message.setCommitPosition(String(commit));
  message.setPreparePosition(String(prepare));
  return message;
}

export function eventAnswer(event: StoredEvent): ReadResp {
  const place = { commit: event.position, prepare: event.position };
  const recorded = setPlace(new ReadResp.ReadEvent.RecordedEvent(), place)
    .setId(new UUID().setString(event.id))
    .setStreamIdentifier(streamIdentifier(event.stream))
    .setStreamRevision(String(event.revision))
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  recorded
    .getMetadataMap()
    .set('type', event.type)
    .set('created', String(event.createdAtMs * TICKS_PER_MS))
    .set('content-type', event.contentType);
  const answer = new ReadResp.ReadEvent().setEvent(recorded);
  return new ReadResp().setEvent(answer.setCommitPosition(String(event.position)));
}

export function streamNotFound(stream: string): ReadResp {
  const answer = new ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream));
  return new ReadResp().setStreamNotFound(answer);
}

export function confirmation(subscriptionId: string): ReadResp {
  const answer = new ReadResp.SubscriptionConfirmation().setSubscriptionId(subscriptionId);
  return new ReadResp().setConfirmation(answer);
}

export function checkpoint(place: Place): ReadResp {
  return new ReadResp().setCheckpoint(setPlace(new ReadResp.Checkpoint(), place));
}

export function fellBehind(): ReadResp {
  return new ReadResp().setFellBehind(new ReadResp.FellBehind());
}

export function caughtUp(): ReadResp {
  return new ReadResp().setCaughtUp(new ReadResp.CaughtUp());
}
