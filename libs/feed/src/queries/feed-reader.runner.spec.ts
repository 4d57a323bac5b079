import { setImmediate as turn } from 'node:timers/promises';

import { type EventStore, type FollowedBatch, type Position } from '@chargebook/event-store';
import { FIRST_VERSION } from '@chargebook/kernel';
import { recordedEvent } from '@chargebook/kernel/testing';

import { FeedReader } from './feed-reader.runner';

const WISH = { limit: 10, choice: () => true };
const CATALOGUE = new Map([['shelf', { ShelfAdded: FIRST_VERSION }]]);

/** Gives every follower the same batch once the gate is open. */
class GatedLog {
  following = 0;
  most = 0;

  constructor(
    private readonly batch: FollowedBatch,
    private readonly gate: Promise<void>,
  ) {}

  async *follow(): AsyncGenerator<FollowedBatch> {
    this.following += 1;
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

it('reads few of many pages at a time, and gives all of them in the end', async () => {
  const event = recordedEvent('ShelfAdded', {});
  const position = '1-1' as Position;
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const log = new GatedLog({ events: [event], position, caughtUp: true }, gate);
  const reader = readerOf(log);
  const pages = Array.from({ length: 20 }, () => reader.page('start', WISH));
  await turn();
  expect(log.following).toBe(4);
  open();
  const read = await Promise.all(pages);
  expect(read).toHaveLength(20);
  for (const page of read) expect(page).toEqual({ items: [], position, hasMore: false });
  expect(log.most).toBe(4);
});
