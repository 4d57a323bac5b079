import {
  type EventStore,
  type FollowedBatch,
  type PlaceVerdict,
  type Position,
  type RecordedEvent,
  StoreUnavailable,
} from '@chargebook/event-store';
import { EVENT_CATALOGUE, EVENT_STORE, PARSE_EVENT } from '@chargebook/http';
import { type EventCatalogue, NewerVersionNeeded } from '@chargebook/kernel';
import { type ParseEvent } from '@chargebook/projections';
import { Inject, Injectable } from '@nestjs/common';
import { Semaphore, withTimeout } from 'async-mutex';

import { cloudEventText } from '../domain/cloud-event.rules';
import { type EventChoice } from '../domain/feed-filter.rules';
import { type LoggedEvent } from '../domain/logged-event.state';
import { type FedEvent, PageOfEvents } from '../domain/page.state';
import { type Logged, loggedBy } from './feed-log.runner';

/** A page is what was read within this time; where nothing was, the store does not answer. */
const PAGE_WITHIN_MS = 5_000;
/** The store reads some pages as fast as many: with more at a time, all of them would be late. */
const PAGES_AT_ONCE = 8;
/** With the page itself, less than the time within which anybody is answered. */
const TURN_WITHIN_MS = 4_000;
const PAGE_BOUNDS = { maxBytes: 1024 * 1024, maxScanned: 20_000 } as const;
/** Small enough that a reader of a stream is never sent much more than he takes. */
const PIECE_BOUNDS = { maxItems: 500, maxBytes: 32 * 1024, maxScanned: 1_000 } as const;

/** Where a reader of the feed stands: behind the position, or before all. */
export type FeedPlace = Position | 'start';

export interface PageWish {
  readonly limit: number;
  readonly choice: EventChoice;
  /** Aborts when nobody waits for the page any more: nothing further is read for it then. */
  readonly gone: AbortSignal;
}

export interface FeedPage {
  readonly items: readonly FedEvent[];
  /** Everything up to here was told; where the page was begun, when nothing stands behind that. */
  readonly position: FeedPlace;
  /** False when the log held no more at the time of the read. */
  readonly hasMore: boolean;
}

/** A piece of the feed, and the position of the last event that was looked at for it. */
export interface FeedPiece {
  readonly items: readonly FedEvent[];
  readonly position: Position;
}

/** Reads the log for whoever follows the events of the book. */
@Injectable()
export class FeedReader {
  private readonly logged: Logged;
  /** Many readers are sent one event: it is written once. */
  private readonly fed = new WeakMap<LoggedEvent, FedEvent>();
  private readonly turns = withTimeout(
    new Semaphore(PAGES_AT_ONCE),
    TURN_WITHIN_MS,
    new StoreUnavailable('too many pages of the log are asked for'),
  );

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PARSE_EVENT) parse: ParseEvent,
    @Inject(EVENT_CATALOGUE) readonly catalogue: EventCatalogue,
  ) {
    this.logged = loggedBy(parse, catalogue);
  }

  /** What following from the token would come to. @throws StoreUnavailable */
  verify(token: string): Promise<PlaceVerdict> {
    return this.store.verify(token);
  }

  /** Where the log ends. @throws StoreUnavailable */
  end(): Promise<Position> {
    return this.store.head();
  }

  /**
   * The page behind a place that was verified, read when it is its turn.
   * @throws StoreUnavailable, also when its turn does not come; NewerVersionNeeded when the next
   * event is of a newer process
   */
  page(after: FeedPlace, wish: PageWish): Promise<FeedPage> {
    return this.turns.runExclusive(() => this.read(after, wish));
  }

  /**
   * The feed behind a place that was verified, then live, in small pieces, until `signal` aborts.
   * @throws NewerVersionNeeded behind the last piece before such an event
   */
  async *pieces(
    after: FeedPlace,
    choice: EventChoice,
    signal: AbortSignal,
  ): AsyncGenerator<FeedPiece> {
    for await (const { events } of this.store.follow(after, signal)) {
      yield* this.piecesOf(events, choice);
    }
  }

  private async read(after: FeedPlace, wish: PageWish): Promise<FeedPage> {
    if (wish.gone.aborted) throw new StoreUnavailable('whoever asked for the page is gone');
    const page = new PageOfEvents<Position>({ ...PAGE_BOUNDS, maxItems: wish.limit });
    const reading = new AbortController();
    const timer = setTimeout(() => reading.abort(), PAGE_WITHIN_MS);
    try {
      const hasMore = await this.fill(page, this.store.follow(after, reading.signal), wish);
      return { items: page.items, position: page.position ?? after, hasMore };
    } catch (error) {
      // What stands before the newer event is told; who comes back meets it as the next one.
      if (!(error instanceof NewerVersionNeeded) || page.position === undefined) throw error;
      return { items: page.items, position: page.position, hasMore: true };
    } finally {
      clearTimeout(timer);
      reading.abort();
    }
  }

  /** True when the log holds more than the page has then. */
  private async fill(
    page: PageOfEvents<Position>,
    batches: AsyncIterable<FollowedBatch>,
    { choice, gone }: PageWish,
  ): Promise<boolean> {
    let hasMore: boolean | undefined;
    for await (const batch of batches) {
      hasMore = this.addBatch(page, batch, choice);
      if (!hasMore || page.isFull || gone.aborted) break;
    }
    if (hasMore === undefined) throw new StoreUnavailable('the log was not read in time');
    return hasMore;
  }

  /** True when the log holds more than the page has now. */
  private addBatch(
    page: PageOfEvents<Position>,
    { events, caughtUp }: FollowedBatch,
    choice: EventChoice,
  ): boolean {
    for (const event of events) {
      if (page.isFull) return true;
      page.add(event.position, this.fedEvent(event, choice));
    }
    return !caughtUp;
  }

  private *piecesOf(events: readonly RecordedEvent[], choice: EventChoice): Generator<FeedPiece> {
    let piece = new PageOfEvents<Position>(PIECE_BOUNDS);
    try {
      for (const event of events) {
        if (piece.isFull) {
          yield* told(piece);
          piece = new PageOfEvents<Position>(PIECE_BOUNDS);
        }
        piece.add(event.position, this.fedEvent(event, choice));
      }
    } catch (error) {
      yield* told(piece);
      throw error;
    }
    yield* told(piece);
  }

  private fedEvent(recorded: RecordedEvent, choice: EventChoice): FedEvent | undefined {
    const event = this.logged(recorded);
    if (event === undefined || !choice(event)) return undefined;
    const known = this.fed.get(event);
    if (known !== undefined) return known;
    const { id, position, metadata } = event;
    const text = cloudEventText(event, this.store.identity.storeId);
    const fresh = { id, position, thing: metadata.command.thing, text };
    this.fed.set(event, fresh);
    return fresh;
  }
}

function* told({ items, position }: PageOfEvents<Position>): Generator<FeedPiece> {
  if (position !== undefined) yield { items, position };
}
