import { refusal } from './refusals';
import { type EventFilter } from './event-filter';
import { type StoredEvent, type StoredLog } from './stored-log';

/** A place in `$all` as the protocol has it; an event at position p stands at (p, p). */
export interface Place {
  readonly commit: number;
  readonly prepare: number;
}

export interface PageRequest {
  readonly from: Place;
  readonly filter: EventFilter;
  /** At most so many events. */
  readonly count: number;
  /** At most so many events are looked at. */
  readonly window: number;
}

export interface Page {
  readonly events: readonly StoredEvent[];
  readonly next: Place;
  readonly considered: number;
  readonly isEnd: boolean;
}

export const START: Place = { commit: 0, prepare: 0 };

/** So many events does the server read at a time. */
export const PAGE_EVENTS = 32;

export function placeOf({ position }: StoredEvent): Place {
  return { commit: position, prepare: position };
}

/** The events at and behind a place. */
export function pageForwards(log: StoredLog, request: PageRequest): Page {
  const { from, filter, count, window } = request;
  refuseBetweenRecords(log, from, log.events.at(-1)?.position ?? 0);
  const events: StoredEvent[] = [];
  let considered = 0;
  let next = from;
  for (let index = log.indexFrom(from.commit); ; index += 1) {
    if (events.length >= count || considered >= window) {
      return { events, next, considered, isEnd: false };
    }
    const event = log.events[index];
    if (event === undefined) return { events, next, considered, isEnd: true };
    considered += 1;
    next = { commit: event.end, prepare: 0 };
    if (filter(event)) events.push(event);
  }
}

/** Every event that ends at or before a place, the last one first. */
export function* backwardsFrom(log: StoredLog, { commit, prepare }: Place): Generator<StoredEvent> {
  // To read backwards from behind the end is an error, forwards it is the end.
  refuseBetweenRecords(log, { commit, prepare }, Infinity);
  for (let index = log.events.length - 1; index >= 0; index -= 1) {
    const event = log.events[index];
    if (event === undefined) return;
    const isBefore = event.end < commit || (event.end === commit && event.end <= prepare);
    if (isBefore) yield event;
  }
}

/** The server reads records by their place, so one in the middle of a record is an error. */
function refuseBetweenRecords(log: StoredLog, { commit, prepare }: Place, end: number): void {
  if (prepare > commit) throw refusal('broken-request');
  if (commit === 0 || commit === log.end || commit > end) return;
  if (log.events[log.indexFrom(commit)]?.position !== commit) {
    throw refusal('position-between-records');
  }
}
