import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq, ReadReq } from '@eventstore/db-client/generated/streams_pb';

import { type NewEvent, type Revision, type StreamName } from '../event-store.port';
import { wirePosition } from './wire-positions';

/** Streams of the server itself begin with a dollar; all others are somebody's facts. */
const NO_SYSTEM_STREAM = '^[^$]';

export interface StreamSlice {
  readonly stream: StreamName;
  readonly from: Revision;
  readonly count: number;
}

export function streamRead({ stream, from, count }: StreamSlice): ReadReq {
  const revisions = new ReadReq.Options.StreamOptions()
    .setStreamIdentifier(identifier(stream))
    .setRevision(String(from));
  const options = forwards().setStream(revisions).setCount(String(count));
  return new ReadReq().setOptions(options.setNoFilter(new Empty()));
}

/** The last event of the log, whatever its stream. */
export function headRead(): ReadReq {
  const end = new ReadReq.Options.AllOptions().setEnd(new Empty());
  const options = backwards();
  return new ReadReq().setOptions(options.setAll(end).setCount('1').setNoFilter(new Empty()));
}

/** The last event before a position. */
export function logReadBack(before: bigint): ReadReq {
  const options = backwards().setAll(placeAt(before)).setCount('1');
  return new ReadReq().setOptions(options.setNoFilter(new Empty()));
}

/** The log from a position on, that one included. */
export function logRead(from: bigint, count: number): ReadReq {
  const options = forwards().setAll(placeAt(from)).setCount(String(count));
  return new ReadReq().setOptions(options.setNoFilter(new Empty()));
}

/** The same without system streams, which are searched through to the end of the log. */
export function filteredLogRead(from: bigint, count: number): ReadReq {
  const options = forwards().setAll(placeAt(from)).setCount(String(count));
  return new ReadReq().setOptions(options.setFilter(withoutSystemStreams()));
}

/** The log behind a position, that one excluded, without system streams, and then live. */
export function logSubscription(after: bigint): ReadReq {
  const options = forwards()
    .setAll(placeAt(after))
    .setSubscription(new ReadReq.Options.SubscriptionOptions());
  return new ReadReq().setOptions(options.setFilter(withoutSystemStreams()));
}

export interface Append {
  readonly stream: StreamName;
  readonly expected: Revision | 'no-stream';
  readonly events: readonly NewEvent[];
}

export function appendRequest(id: string, { stream, expected, events }: Append): BatchAppendReq {
  const options = new BatchAppendReq.Options().setStreamIdentifier(identifier(stream));
  if (expected === 'no-stream') options.setNoStream(new Empty());
  else options.setStreamPosition(String(expected));
  return new BatchAppendReq()
    .setCorrelationId(new UUID().setString(id))
    .setOptions(options)
    .setProposedMessagesList(events.map(proposed))
    .setIsFinal(true);
}

/** As JSON for the server's projections and native subscribers, and as the exact text for us. */
function proposed(event: NewEvent): BatchAppendReq.ProposedMessage {
  const message = new BatchAppendReq.ProposedMessage()
    .setId(new UUID().setString(event.id))
    .setData(Buffer.from(event.data))
    .setCustomMetadata(Buffer.from(event.metadata));
  message.getMetadataMap().set('type', event.type).set('content-type', 'application/json');
  return message;
}

function forwards(): ReadReq.Options {
  const ids = new ReadReq.Options.UUIDOption().setString(new Empty());
  return new ReadReq.Options()
    .setReadDirection(ReadReq.Options.ReadDirection.FORWARDS)
    .setUuidOption(ids);
}

function backwards(): ReadReq.Options {
  return forwards().setReadDirection(ReadReq.Options.ReadDirection.BACKWARDS);
}

function placeAt(position: bigint): ReadReq.Options.AllOptions {
  if (position === 0n) return new ReadReq.Options.AllOptions().setStart(new Empty());
  const { commit, prepare } = wirePosition(position);
  const place = new ReadReq.Options.Position()
    .setCommitPosition(commit)
    .setPreparePosition(prepare);
  return new ReadReq.Options.AllOptions().setPosition(place);
}

function withoutSystemStreams(): ReadReq.Options.FilterOptions {
  const names = new ReadReq.Options.FilterOptions.Expression().setRegex(NO_SYSTEM_STREAM);
  return new ReadReq.Options.FilterOptions()
    .setStreamIdentifier(names)
    .setCount(new Empty())
    .setCheckpointintervalmultiplier(1);
}

function identifier(stream: StreamName): StreamIdentifier {
  return new StreamIdentifier().setStreamName(Buffer.from(stream));
}
