import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { isOutage } from '../errors';
import {
  type AppendReceipt,
  type EventStore,
  type FollowedBatch,
  type NewEvent,
  type Position,
  type RecordedEvent,
  type Revision,
  type StreamName,
} from '../event-store.port';

/** A log that the suite may restore, so not the one that others use. */
export interface RestorableLog {
  open(): Promise<EventStore>;
  /** Keeps the log as it is now. No engine is open while it runs. */
  backUp(): Promise<void>;
  /** Brings the kept log back, in a new incarnation. No engine is open while it runs. */
  restore(): Promise<void>;
}

/** What an engine brings to join the suite. Its log may be in use by others. */
export interface EventStoreHarness {
  /** A further engine on the one log, as another process would open. The suite closes it. */
  open(): Promise<EventStore>;
  /** An engine on the log of another store. The suite closes it. */
  openForeign(): Promise<EventStore>;
  restorableLog(): Promise<RestorableLog>;
  /** Cuts every connection to the log, as a failing network would. */
  dropConnections(): Promise<void>;
  close(): Promise<void>;
}

/** What a harness cannot give here, each with the reason; the tests that need it are skipped. */
export interface Lacking {
  readonly foreignStore?: string | undefined;
  readonly restorableLog?: string | undefined;
}

/** What the parts of the suite work with, ready once their tests run. */
export interface SuiteContext {
  readonly harness: () => EventStoreHarness;
  readonly store: () => EventStore;
  readonly lacking: Lacking;
}

/** A test that is skipped, with the reason in its name, where there is one. */
export function testUnless(
  reason: string | undefined,
  name: string,
  work: () => Promise<void>,
): void {
  if (reason === undefined) test(name, work);
  else test.skip(`${name} (skipped: ${reason})`, work);
}

export function freshStream(category = 'contract'): StreamName {
  return `${category}-${randomUUID()}` as StreamName;
}

export function newEvent(data: string = '{"n":1}'): NewEvent {
  return { id: randomUUID(), type: 'ContractTried', data, metadata: '{"by":"contract"}' };
}

export function newEvents(count: number, data?: string): NewEvent[] {
  return Array.from({ length: count }, () => newEvent(data));
}

export async function eventsOf(
  store: EventStore,
  stream: StreamName,
  after: Revision | 'start' = 'start',
): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of store.readStream(stream, after)) events.push(...page);
  return events;
}

export function idsOf(events: readonly NewEvent[]): string[] {
  return events.map((event) => event.id);
}

export interface Following {
  readonly after: Position;
  readonly streams: readonly StreamName[];
  /** So many events of the streams are waited for. */
  readonly count: number;
}

/** Follows until the events of these streams have come, and gives them in the order of coming. */
export async function followUntil(
  store: EventStore,
  { after, streams, count }: Following,
): Promise<RecordedEvent[]> {
  const own = new Set<string>(streams);
  const seen: RecordedEvent[] = [];
  await followWhile(store, after, (batch) => {
    seen.push(...batch.events.filter((event) => own.has(event.stream)));
    return seen.length < count;
  });
  return seen;
}

/** Follows as long as `goesOn` says so after a batch. */
export async function followWhile(
  store: EventStore,
  after: Position,
  goesOn: (batch: FollowedBatch) => boolean,
): Promise<void> {
  const following = new AbortController();
  for await (const batch of store.follow(after, following.signal)) {
    if (!goesOn(batch)) following.abort();
  }
}

export interface Append {
  readonly stream: StreamName;
  readonly expected: Revision | 'no-stream';
  readonly events: readonly NewEvent[];
}

/** Sends the append again as it was until its outcome is known. */
export function appendSurely(store: EventStore, append: Append): Promise<AppendReceipt> {
  return untilKnown(() => store.append(append.stream, append.expected, append.events));
}

/** Does again what may be done twice, until its outcome is known. */
export async function untilKnown<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error)) throw error;
      await nextTurn();
    }
  }
}

/** Appends one event after another, and gives their ids in order. */
export async function appendOneByOne(
  store: EventStore,
  stream: StreamName,
  count: number,
): Promise<string[]> {
  const events = newEvents(count);
  for (const [index, event] of events.entries()) {
    const expected = index === 0 ? 'no-stream' : BigInt(index - 1);
    await appendSurely(store, { stream, expected, events: [event] });
  }
  return idsOf(events);
}
