import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';

import { backwardsFrom, PAGE_EVENTS, pageForwards, type Place, START } from './log-pages';
import { firstKept, isTombstoned } from './stream-cuts';
import { streamDeleted } from './refusals';
import { eventAnswer, streamNotFound } from './read-answers';
import { everyEvent, eventFilterOf } from './event-filter';
import { type StoredEvent, type StoredLog } from './stored-log';

type Options = ReadReq.Options;

const { BACKWARDS } = ReadReq.Options.ReadDirection;

/** A bounded read of a stream or of `$all`, page by page as it is drained. */
export function* answersOfRead(log: StoredLog, options: Options): Generator<ReadResp> {
  const name = nameOfStream(options);
  if (name !== undefined && isTombstoned(log, name)) throw streamDeleted(name);
  if (name !== undefined && firstKept(log, name) >= log.streamOf(name).length)
    return yield streamNotFound(name);
  const limit = Number(options.getCount());
  let given = 0;
  for (const event of name === undefined ? eventsOfAll(log, options) : streamEvents(log, options)) {
    if (given >= limit) return;
    given += 1;
    yield eventAnswer(event);
  }
}

export function nameOfStream(options: Options): string | undefined {
  const identifier = options.getStream()?.getStreamIdentifier();
  return identifier && Buffer.from(identifier.getStreamName_asU8()).toString();
}

/** Where a request for `$all` begins; undefined for the end. */
export function placeAsked(options: Options): Place | undefined {
  const all = options.getAll();
  if (all?.hasEnd() === true) return undefined;
  const position = all?.getPosition();
  if (position === undefined) return START;
  const [commit, prepare] = [position.getCommitPosition(), position.getPreparePosition()];
  return { commit: Number(commit), prepare: Number(prepare) };
}

function* streamEvents(log: StoredLog, options: Options): Generator<StoredEvent> {
  const name = nameOfStream(options) ?? '';
  const events = log.streamOf(name);
  const kept = firstKept(log, name);
  const step = options.getReadDirection() === BACKWARDS ? -1 : 1;
  const first = firstIndex(events.length, options);
  for (let index = step > 0 ? Math.max(first, kept) : first; ; index += step) {
    const event = events[index];
    if (event === undefined || index < kept) return;
    yield event;
  }
}

/** Backwards from behind the end is backwards from the end. */
function firstIndex(count: number, options: Options): number {
  const asked = options.getStream();
  if (asked?.hasEnd() === true) return count - 1;
  const revision = Number(asked?.getRevision() ?? 0);
  const isBackwards = options.getReadDirection() === BACKWARDS;
  return isBackwards ? Math.min(revision, count - 1) : revision;
}

function* eventsOfAll(log: StoredLog, options: Options): Generator<StoredEvent> {
  const asked = options.getFilter();
  const filter = asked === undefined ? everyEvent : eventFilterOf(asked);
  const from = placeAsked(options) ?? { commit: log.end, prepare: log.end };
  if (options.getReadDirection() === BACKWARDS) {
    for (const event of backwardsFrom(log, from)) if (filter(event)) yield event;
    return;
  }
  for (let place = from; ;) {
    const request = { from: place, filter, count: PAGE_EVENTS, window: Infinity };
    const { events, next, isEnd } = pageForwards(log, request);
    yield* events;
    if (isEnd) return;
    place = next;
  }
}
