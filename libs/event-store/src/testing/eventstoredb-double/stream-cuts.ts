import { type StoredLog } from './stored-log';

/** What others may say of a stream, in the stream of its metadata: `$$` and its name. */
interface StreamMetadata {
  readonly $tb?: number;
  readonly $maxCount?: number;
}

/** As the real server writes it when a stream is deleted, to be written anew. */
export const ALL_DELETED = 2 ** 63;

/** Revision of the first event that a reader is given; behind the last one when none is. */
export function firstKept(log: StoredLog, stream: string): number {
  const { $tb = 0, $maxCount = Infinity } = metadataOf(log, stream);
  return Math.max($tb, log.streamOf(stream).length - $maxCount, 0);
}

/** True while an append for no stream would be taken, behind the deleted events. */
export function isDeleted(log: StoredLog, stream: string): boolean {
  return metadataOf(log, stream).$tb === ALL_DELETED;
}

/** Deleted for ever, which the real server says by an event of its own at the stream's end. */
export function isTombstoned(log: StoredLog, stream: string): boolean {
  return log.streamOf(stream).at(-1)?.type === '$streamDeleted';
}

function metadataOf(log: StoredLog, stream: string): StreamMetadata {
  const last = log.streamOf(`$$${stream}`).at(-1);
  if (last === undefined) return {};
  return JSON.parse(Buffer.from(last.data).toString()) as StreamMetadata;
}
