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
import { OutageNotices } from '../outage-notices';
import {
  judgeToken,
  type LogPlace,
  placeOf,
  positionToken,
  type TokenForm,
} from '../position-token';
import { streamPages } from '../stream-pages';
import { type ConnectionOptions, type Connections } from './connections';
import { followLog, type LogSource } from './follow-log';
import { GroupCommit } from './group-commit';
import { LogReader, PAGE_EVENTS } from './log-reader';
import { LogWatch } from './log-watch';
import { NO_STREAM, writeGroup } from './log-writer';
import { writeInOrder } from './ordered-writer';
import { RecentPages } from './recent-pages';

const BEFORE_ALL: LogPlace = { incarnation: 1, position: 0n };
const OUTAGE_WORDS = {
  began: 'the log cannot be followed; it is tried again',
  ended: 'the log is followed again, after',
};

export class PostgresEventStore implements CopyTarget {
  readonly #form: TokenForm;
  readonly #reader: LogReader;
  readonly #commits: GroupCommit;
  readonly #watch: LogWatch;
  readonly #followers = new Followers();
  readonly #outages: OutageNotices;
  readonly #pages: RecentPages;
  #isClosed = false;

  constructor(
    readonly identity: StoreIdentity,
    private readonly connections: Connections,
    onNotice: ConnectionOptions['onNotice'],
  ) {
    this.#outages = new OutageNotices(OUTAGE_WORDS, onNotice);
    this.#form = { storeId: identity.storeId, digits: 20 };
    this.#reader = new LogReader(connections, this.#form);
    this.#commits = new GroupCommit((group) => writeGroup(connections, group));
    this.#watch = new LogWatch(async () => {
      const { position } = await this.#reader.head();
      this.#outages.noteAnswer();
      return position;
    });
    this.#pages = new RecentPages({
      page: (after) => this.#reader.page(after),
      known: () => this.#watch.known,
    });
  }

  async append(
    stream: StreamName,
    expected: Revision | 'no-stream',
    events: readonly NewEvent[],
  ): Promise<AppendReceipt> {
    if (this.#isClosed) throw new StoreUnavailable('it was closed');
    const sizeBytes = sizeWithinBounds(stream, events);
    const behind = expected === 'no-stream' ? NO_STREAM : expected;
    const place = await this.#commits.append({ stream, expected: behind, events, sizeBytes });
    this.#watch.advanceTo(place.position);
    return { revision: behind + BigInt(events.length), position: this.token(place) };
  }

  async appendInOrder(events: readonly PlacedEvent[]): Promise<Position> {
    if (this.#isClosed) throw new StoreUnavailable('it was closed');
    assertCopyWithinBounds(events);
    const place = await writeInOrder(this.connections, events);
    this.#watch.advanceTo(place.position);
    return this.token(place);
  }

  readStream(
    stream: StreamName,
    after: Revision | 'start',
  ): AsyncGenerator<readonly RecordedEvent[]> {
    const pageBehind = (revision: Revision) => this.#reader.streamPage(stream, revision);
    return streamPages({ after, pageEvents: PAGE_EVENTS, pageBehind });
  }

  async *follow(after: Position | 'start', signal: AbortSignal): AsyncGenerator<FollowedBatch> {
    if (this.#isClosed) throw new StoreUnavailable('it was closed');
    const pages = this.#followers.follow(signal, (end) => followLog(this.source(after), end));
    for await (const page of pages) {
      const position = this.token(page.reach);
      yield { events: page.events, position, caughtUp: !page.isFull };
    }
  }

  async head(): Promise<Position> {
    const place = await this.#reader.head();
    // Who was told of it must not be told by a kept page that the log ends before it.
    this.#watch.advanceTo(place.position);
    return this.token(place);
  }

  async judge(position: string): Promise<PositionVerdict> {
    return judgeToken(position, await this.#reader.outline());
  }

  /** Positions are dense: up to the head an event stands at each. */
  verify(position: string): Promise<PlaceVerdict> {
    return this.judge(position);
  }

  async holds(mark: LogMark): Promise<boolean> {
    const place = placeOf(mark.position, this.#form);
    if (place === undefined || (await this.judge(mark.position)) !== 'good') return false;
    return this.#reader.holds(place.position, mark.eventId);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#followers.endAll();
    await this.#commits.drained();
    await this.connections.close();
  }

  private source(after: Position | 'start'): LogSource {
    return {
      start: () => this.startBehind(after),
      page: (place) => this.#pages.behind(place),
      beyond: (position, signal) => this.#watch.beyond(position, signal),
      onInterruption: (error) => this.#outages.noteFailure(error),
    };
  }

  private async startBehind(after: Position | 'start'): Promise<LogPlace> {
    if (after === 'start') return BEFORE_ALL;
    const verdict = await this.judge(after);
    if (verdict !== 'good') throw new PositionRefused(after, verdict);
    return placeOf(after, this.#form) ?? BEFORE_ALL;
  }

  private token(place: LogPlace): Position {
    return positionToken(this.#form, place);
  }
}
