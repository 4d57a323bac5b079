import { setImmediate as turn } from 'node:timers/promises';

import {
  type EventStore,
  type FollowedBatch,
  type Position,
  StoreUnavailable,
} from '@chargebook/event-store';
import { FIRST_VERSION } from '@chargebook/kernel';
import { recordedEvent } from '@chargebook/kernel/testing';

import { FeedReader } from './feed-reader.runner';

const WISH = { limit: 10, choice: () => true };
const CATALOGUE = new Map([['shelf', { ShelfAdded: FIRST_VERSION }]]);

/** Gives every follower the same batch once the gate is open. */
class GatedLog {
  following = 0;
  begun = 0;
  most = 0;

  constructor(
    private readonly batch: FollowedBatch,
    private readonly gate: Promise<void>,
  ) {}

  async *follow(): AsyncGenerator<FollowedBatch> {
    this.following += 1;
    this.begun += 1;
    this.most = Math.max(this.most, this.following);
    try {
      await this.gate;
      yield this.batch;
    } finally {
      this.following -= 1;
    }
  }
}

function readerOf(log: GatedLog): FeedReader {
  const store = {
    identity: { storeId: 'sample', incarnation: 1 },
    follow: () => log.follow(),
  } as Partial<EventStore> as EventStore;
  return new FeedReader(store, () => undefined, CATALOGUE);
}

const POSITION = '1-1' as Position;
const BATCH = { events: [recordedEvent('ShelfAdded', {})], position: POSITION, caughtUp: true };
const PAGE = { items: [], position: POSITION, hasMore: false };

describe('Pages of many readers', () => {
  let open: () => void;
  let log: GatedLog;
  let reader: FeedReader;

  let reading: AbortController;

  const page = () => reader.page('start', { ...WISH, gone: reading.signal });
  const pages = (count: number) => Array.from({ length: count }, page);

  beforeEach(() => {
    reading = new AbortController();
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    log = new GatedLog(BATCH, gate);
    reader = readerOf(log);
  });

  it('are read few at a time, and all of them in the end', async () => {
    const asked = pages(20);
    await turn();
    expect(log.following).toBe(8);
    open();
    const read = await Promise.all(asked);
    expect(read).toEqual(asked.map(() => PAGE));
    expect(log.most).toBe(8);
  });

  it('are refused when their turn does not come, and read when there is one again', async () => {
    const first = pages(8);
    const late = pages(2).map((asked) => asked.catch((error: unknown) => error));
    for (const end of late) expect(await end).toBeInstanceOf(StoreUnavailable);
    open();
    expect(await Promise.all(first)).toEqual(first.map(() => PAGE));
    expect(await page()).toEqual(PAGE);
    expect(log.most).toBe(8);
  });

  it('are not read for readers who left before it was their turn, and others have it', async () => {
    const asked = pages(8);
    const left = pages(4);
    const gone = reading;
    reading = new AbortController();
    asked.push(...pages(1));
    await turn();
    gone.abort();
    open();
    for (const page of left) await expect(page).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await Promise.all(asked)).toEqual(asked.map(() => PAGE));
    expect(log.begun).toBe(9);
  });
});
