import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';

import { assertCopyWithinBounds, sizeWithinBounds } from '../append-bounds';
import { PositionRefused, StoreUnavailable } from '../errors';
import {
  type AppendReceipt,
  type CopyTarget,
  type FollowedBatch,
  type LogMark,
  type NewEvent,
  type PlacedEvent,
  type PlaceVerdict,
  type Position,
  type PositionVerdict,
  type RecordedEvent,
  type Revision,
  type StoreIdentity,
  type StreamName,
} from '../event-store.port';
import { Followers } from '../followers';
import { streamPages } from '../stream-pages';
import { type FollowedLog, followLog, type LogCalls, subscribedPages } from './follow-log';
import { type LogClient, type LogClientOptions } from './log-client';
import { LogTokens } from './log-tokens';
import { SharedTail } from './shared-tail';
import { type FoundIdentity, readIdentity } from './store-identity';
import { recordAt } from './record-at';
import { lastInOrder, runsOf } from './runs-of-streams';
import { UncutStreams } from './uncut-streams';
import { type LogRecord } from './wire-records';
import { filteredLogRead, headRead, logSubscription } from './wire-requests';

/** So many events of a stream are read at a time. */
const PAGE_EVENTS = 1_000;
const SHORT_READ_MS = 3_000;

export class EventStoreDbEventStore implements CopyTarget {
  readonly identity: StoreIdentity;
  readonly #tokens: LogTokens;
  readonly #followers = new Followers();
  readonly #tail: SharedTail;
  readonly #streams: UncutStreams;
  #lossesSeen: number;
  #recognising: Promise<void> | undefined;
  #isClosed = false;

  constructor(
    private readonly found: FoundIdentity,
    private readonly client: LogClient,
    onNotice: LogClientOptions['onNotice'],
  ) {
    this.identity = { storeId: found.storeId, incarnation: found.incarnation };
    this.#tokens = new LogTokens(found);
    this.#lossesSeen = client.losses;
    this.#streams = new UncutStreams({
      append: (append) => client.append(append),
      page: (request) => this.page(request),
      onNotice,
    });
    const calls = this.logCalls();
    this.#tail = new SharedTail((after, signal) => subscribedPages(calls, after, signal));
  }

  async append(
    stream: StreamName,
    expected: Revision | 'no-stream',
    events: readonly NewEvent[],
  ): Promise<AppendReceipt> {
    sizeWithinBounds(stream, events);
    await this.recognised();
    const appended = await this.#streams.append({ stream, expected, events });
    return { revision: appended.revision, position: this.#tokens.token(appended.position) };
  }

  /** All are sent before the first answer, down one call, which the server takes in order. */
  async appendInOrder(events: readonly PlacedEvent[]): Promise<Position> {
    assertCopyWithinBounds(events);
    await this.recognised();
    const answers = await Promise.allSettled(runsOf(events).map((run) => this.client.append(run)));
    return this.#tokens.token(lastInOrder(answers));
  }

  readStream(
    stream: StreamName,
    after: Revision | 'start',
  ): AsyncGenerator<readonly RecordedEvent[]> {
    const pageBehind = (revision: Revision) => this.streamPage(stream, revision + 1n);
    return streamPages({ after, pageEvents: PAGE_EVENTS, pageBehind });
  }

  async *follow(after: Position | 'start', signal: AbortSignal): AsyncGenerator<FollowedBatch> {
    if (this.#isClosed) throw new StoreUnavailable('it was closed');
    const pages = this.#followers.follow(signal, (end) => followLog(this.logBehind(after), end));
    for await (const page of pages) {
      const events = page.records.map((record) => this.#tokens.followedEvent(record));
      yield { events, position: this.#tokens.token(page.reach), caughtUp: page.caughtUp };
    }
  }

  async head(): Promise<Position> {
    return this.#tokens.token(await this.headPosition());
  }

  async judge(position: string): Promise<PositionVerdict> {
    return this.#tokens.judge(position, await this.headPosition());
  }

  async verify(position: string): Promise<PlaceVerdict> {
    const verdict = await this.judge(position);
    if (verdict !== 'good') return verdict;
    return (await this.recordAt(position)) === undefined ? 'no-event' : 'good';
  }

  async holds(mark: LogMark): Promise<boolean> {
    if ((await this.judge(mark.position)) !== 'good') return false;
    return (await this.recordAt(mark.position))?.id === mark.eventId;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#followers.endAll();
    await this.client.close();
  }

  private logBehind(after: Position | 'start'): FollowedLog {
    return {
      ...this.logCalls(),
      start: () => this.startBehind(after),
      tail: this.#tail,
      onInterruption: (error) => this.client.noteInterruption(error),
    };
  }

  private logCalls(): LogCalls {
    return {
      subscribe: async (position) => {
        await this.recognised();
        return this.client.subscription(logSubscription(position));
      },
      head: () => this.headPosition(),
      hasEventBehind: async (position) => {
        const records = await this.records(filteredLogRead(position, 2));
        return records.some((record) => record.position > position);
      },
    };
  }

  private async startBehind(after: Position | 'start'): Promise<bigint> {
    if (after === 'start') return 0n;
    const verdict = await this.judge(after);
    if (verdict !== 'good') throw new PositionRefused(after, verdict);
    return this.#tokens.positionOf(after) ?? 0n;
  }

  private async headPosition(): Promise<bigint> {
    await this.recognised();
    const [last] = await this.records(headRead());
    return last?.position ?? 0n;
  }

  private async streamPage(stream: StreamName, from: Revision): Promise<readonly RecordedEvent[]> {
    await this.recognised();
    const records = await this.#streams.read({ stream, from, count: PAGE_EVENTS });
    return records.map((record) => this.#tokens.event(record));
  }

  private records(request: ReadReq): Promise<readonly LogRecord[]> {
    return this.page(request, SHORT_READ_MS);
  }

  /** What a second try found, on a new connection, is given out when the store is known again. */
  private async page(request: ReadReq, timeoutMs?: number): Promise<readonly LogRecord[]> {
    const records = await this.client.page(request, timeoutMs);
    await this.recognised();
    return records;
  }

  private async recordAt(token: string): Promise<LogRecord | undefined> {
    const position = this.#tokens.positionOf(token);
    if (position === undefined) return undefined;
    return recordAt((request) => this.records(request), position);
  }

  /** After calls without an answer: a restored or another store must not pass for this one. */
  private async recognised(): Promise<void> {
    if (this.client.losses === this.#lossesSeen) return;
    this.#recognising ??= this.recognise().finally(() => {
      this.#recognising = undefined;
    });
    return this.#recognising;
  }

  private async recognise(): Promise<void> {
    const losses = this.client.losses;
    const present = await readIdentity(this.client);
    const isSame =
      present?.storeId === this.found.storeId && present.incarnation === this.found.incarnation;
    if (!isSame) {
      throw new StoreUnavailable('the log was restored or exchanged: start this process anew');
    }
    this.#lossesSeen = losses;
  }
}
