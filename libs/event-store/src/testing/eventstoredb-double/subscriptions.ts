import { randomUUID } from 'node:crypto';
import { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';

import { caughtUp, checkpoint, confirmation, eventAnswer } from './read-answers';
import { everyEvent, type EventFilter, eventFilterOf } from './event-filter';
import { PAGE_EVENTS, pageForwards, type Place, placeOf, START } from './log-pages';
import { placeAsked } from './reads';
import { refusal } from './refusals';
import { type StoredLog } from './stored-log';

/** So many events may come while a live consumer does not read; then the server gives it up. */
const LIVE_BUFFER_EVENTS = 64;
/** So many at once are more than the real server hands on while they are written, too. */
const LIVE_BURST_EVENTS = 1_000;

export interface SubscriptionRequest {
  /** Undefined for the end. The event there was seen before, unless it is the start. */
  readonly from: Place | undefined;
  readonly filter: EventFilter;
  /** Events that one page of catching up looks at. */
  readonly window: number;
  /** Events looked at from one checkpoint to the next. */
  readonly checkpointEvery: number;
  /** The fault: the event at the place where it resumes comes once more. */
  readonly isInclusive: boolean;
}

export function subscriptionRequestOf(options: ReadReq.Options, isInclusive: boolean) {
  const filter = options.getFilter();
  const window = filter?.hasMax() === true ? filter.getMax() : PAGE_EVENTS;
  const multiplier = filter?.getCheckpointintervalmultiplier() ?? Infinity;
  return {
    from: placeAsked(options),
    filter: filter === undefined ? everyEvent : eventFilterOf(filter),
    window,
    checkpointEvery: multiplier * window,
    isInclusive,
  };
}

/** A subscription to `$all`: catches up in pages, says so once, and then goes on live. */
export async function* answersOfSubscription(
  log: StoredLog,
  request: SubscriptionRequest,
  signal: AbortSignal,
): AsyncGenerator<ReadResp> {
  const start = startOf(log, request);
  yield confirmation(randomUUID());
  const state: Progress = { place: start, considered: 0 };
  yield* catchUp(log, request, state);
  yield caughtUp();
  yield* goLive({ log, request, signal }, state);
}

interface Progress {
  place: Place;
  /** Events looked at since the last checkpoint. */
  considered: number;
}

interface Live {
  readonly log: StoredLog;
  readonly request: SubscriptionRequest;
  readonly signal: AbortSignal;
}

/** The server reads one event at the place and goes on behind it, whichever it was. */
function startOf(log: StoredLog, { from, isInclusive }: SubscriptionRequest): Place {
  if (from === undefined) return { commit: log.end, prepare: 0 };
  if (from.commit === START.commit) return START;
  const one = pageForwards(log, { from, filter: everyEvent, count: 1, window: Infinity });
  return isInclusive ? from : one.next;
}

/** A checkpoint comes after whole pages, at the last event that was given or else at its start. */
function* catchUp(
  log: StoredLog,
  { filter, window, checkpointEvery }: SubscriptionRequest,
  state: Progress,
): Generator<ReadResp> {
  for (;;) {
    const { place: from } = state;
    const page = pageForwards(log, { from, filter, count: PAGE_EVENTS, window });
    for (const event of page.events) yield eventAnswer(event);
    state.place = page.next;
    state.considered += page.considered;
    const isDrained = page.next.commit >= log.end;
    if (page.isEnd && isDrained) return;
    if (!page.isEnd && state.considered >= checkpointEvery) {
      state.considered %= checkpointEvery;
      const last = page.events.at(-1);
      yield checkpoint(last === undefined ? from : placeOf(last));
    }
  }
}

async function* goLive({ log, request, signal }: Live, state: Progress): AsyncGenerator<ReadResp> {
  for (let index = log.indexFrom(state.place.commit); ;) {
    const event = log.events[index];
    if (event === undefined) {
      await log.grown(signal);
      continue;
    }
    index += 1;
    const before = log.events.length;
    if (before - index > LIVE_BURST_EVENTS) throw refusal('consumer-too-slow');
    if (request.filter(event)) yield eventAnswer(event);
    if (log.events.length - before > LIVE_BUFFER_EVENTS) throw refusal('consumer-too-slow');
    state.considered += 1;
    if (state.considered >= request.checkpointEvery) {
      state.considered = 0;
      yield checkpoint(placeOf(event));
    }
  }
}
