import { Reader } from 'protobufjs/minimal';

import { type StreamName } from '../event-store.port';
import { logPosition } from './wire-positions';
import { type LogRecord } from './wire-records';

/** What a server answers whoever reads; a message of another kind says nothing of this. */
export interface ReadMessage {
  readonly record?: LogRecord;
  /** Everything up to this position was looked at. */
  readonly checkpoint?: bigint;
  readonly says?: 'no-stream' | 'caught-up' | 'fell-behind';
}

/** The numbers of the fields, as the server's own streams.proto and shared.proto have them. */
const ANSWER = { event: 1, checkpoint: 3, noStream: 4, caughtUp: 8, fellBehind: 9 } as const;
const READ_EVENT = { event: 1 } as const;
const EVENT = {
  id: 1,
  stream: 2,
  revision: 3,
  prepare: 4,
  commit: 5,
  properties: 6,
  metadata: 7,
  data: 8,
} as const;
const ID = { text: 2 } as const;
const STREAM = { name: 3 } as const;
const PROPERTY = { name: 1, value: 2 } as const;
const CHECKPOINT = { commit: 1, prepare: 2 } as const;

/**
 * An answer to a read, from its bytes. The vendor's generated code makes a dozen objects of each
 * event before the first member can be read, which took most of the time of a long read.
 */
export function readMessage(bytes: Uint8Array): ReadMessage {
  const reader = Reader.create(bytes);
  let message: ReadMessage = {};
  eachField(reader, reader.len, (field) => {
    if (field === ANSWER.event) message = recordOf(reader);
    else if (field === ANSWER.checkpoint) message = { checkpoint: checkpointOf(reader) };
    else if (field === ANSWER.noStream) message = { says: 'no-stream' };
    else if (field === ANSWER.caughtUp) message = { says: 'caught-up' };
    else if (field === ANSWER.fellBehind) message = { says: 'fell-behind' };
    return field === ANSWER.event || field === ANSWER.checkpoint;
  });
  return message;
}

/** No link is asked for, so that there is one event at most. */
function recordOf(reader: Reader): ReadMessage {
  let message: ReadMessage = {};
  eachFieldWithin(reader, (field) => {
    if (field !== READ_EVENT.event) return false;
    message = { record: eventOf(reader) };
    return true;
  });
  return message;
}

/** Whoever wrote it, its bytes are given as text. */
function eventOf(reader: Reader): LogRecord {
  let [id, type, data, metadata, stream] = ['', '', '', '', ''];
  let [revision, commit, prepare] = [0n, 0n, 0n];
  const takeText = (field: number): boolean => {
    if (field === EVENT.id) id = textOf(reader, ID.text);
    else if (field === EVENT.stream) stream = textOf(reader, STREAM.name);
    else if (field === EVENT.properties) type = typeOf(reader) ?? type;
    else if (field === EVENT.metadata) metadata = reader.string();
    else if (field === EVENT.data) data = reader.string();
    else return false;
    return true;
  };
  eachFieldWithin(reader, (field) => {
    if (field === EVENT.revision) revision = wholeNumber(reader);
    else if (field === EVENT.prepare) prepare = wholeNumber(reader);
    else if (field === EVENT.commit) commit = wholeNumber(reader);
    else return takeText(field);
    return true;
  });
  const position = logPosition({ commit, prepare });
  return { id, type, data, metadata, stream: stream as StreamName, revision, position };
}

/** Undefined for a property of another name: when it was made, and what its data are. */
function typeOf(reader: Reader): string | undefined {
  let [name, value] = ['', ''];
  eachFieldWithin(reader, (field) => {
    if (field === PROPERTY.name) name = reader.string();
    else if (field === PROPERTY.value) value = reader.string();
    else return false;
    return true;
  });
  return name === 'type' ? value : undefined;
}

function checkpointOf(reader: Reader): bigint {
  let [commit, prepare] = [0n, 0n];
  eachFieldWithin(reader, (field) => {
    if (field === CHECKPOINT.commit) commit = wholeNumber(reader);
    else if (field === CHECKPOINT.prepare) prepare = wholeNumber(reader);
    else return false;
    return true;
  });
  return logPosition({ commit, prepare });
}

/** The one text of a message that is made of nothing else that matters. */
function textOf(reader: Reader, wanted: number): string {
  let text = '';
  eachFieldWithin(reader, (field) => {
    if (field !== wanted) return false;
    text = reader.string();
    return true;
  });
  return text;
}

/** A field that is not taken is passed over, as those that a newer server may add. */
function eachField(reader: Reader, end: number, take: (field: number) => boolean): void {
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (!take(tag >>> 3)) reader.skipType(tag & 7);
  }
}

/** The same of the message that comes next within another. */
function eachFieldWithin(reader: Reader, take: (field: number) => boolean): void {
  const length = reader.uint32();
  eachField(reader, reader.pos + length, take);
}

function wholeNumber(reader: Reader): bigint {
  const { low, high } = reader.uint64();
  const lower = BigInt(low >>> 0);
  return high === 0 ? lower : (BigInt(high >>> 0) << 32n) | lower;
}
