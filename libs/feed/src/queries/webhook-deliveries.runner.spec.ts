import { type Pool } from 'pg';

import { type PlaceVerdict } from '@chargebook/event-store';

import { subscriptionWith } from '../testing/webhook-subscriptions';
import { type FeedReader } from './feed-reader.runner';
import { WebhookDeliveries } from './webhook-deliveries.runner';
import { type WebhookSubscriptions } from './webhook-subscriptions.query';

const SUBSCRIPTION = subscriptionWith({ deliveredTo: 'p0001' });

/** A database whose one lock is free. */
const POOL = {
  connect: async () => ({
    query: async () => ({ rows: [{ taken: true }] }),
    once: () => undefined,
    release: () => undefined,
  }),
};

function settable<Value>(): { readonly settled: Promise<Value>; set(value: Value): void } {
  let set = (_value: Value): void => undefined;
  const settled = new Promise<Value>((resolve) => (set = resolve));
  return { settled, set: (value) => set(value) };
}

interface Parts {
  readonly pool: object;
  readonly subscriptions: Partial<WebhookSubscriptions>;
  readonly reader: Partial<FeedReader>;
}

/** With as much of its parts as a test needs. */
function deliveriesOf({ pool, subscriptions, reader }: Parts): WebhookDeliveries {
  return new WebhookDeliveries(
    pool as Pool,
    [],
    subscriptions as WebhookSubscriptions,
    reader as FeedReader,
  );
}

describe('the deliveries of a book', () => {
  it('begin none anew by what was read before it was parked', async () => {
    let row = SUBSCRIPTION;
    let looks = 0;
    let begun = 0;
    const verdict = settable<PlaceVerdict>();
    const parked = settable<void>();
    const seen = settable<void>();
    const subscriptions: Pick<WebhookSubscriptions, 'all' | 'note'> = {
      all: async () => {
        looks += 1;
        const read = [row];
        if (looks === 2) {
          verdict.set('lost-future');
          await parked.settled;
          // Until the delivery has ended as well.
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        if (looks === 3) seen.set();
        return read;
      },
      note: async (_subscription, { parkedReason = null }) => {
        row = { ...row, parkedReason };
        if (parkedReason !== null) parked.set();
        return true;
      },
    };
    const reader: Pick<FeedReader, 'verify'> = {
      verify: () => {
        begun += 1;
        return verdict.settled;
      },
    };
    const deliveries = deliveriesOf({ pool: POOL, subscriptions, reader });
    deliveries.onApplicationBootstrap();
    await seen.settled;
    await deliveries.onModuleDestroy();
    expect({ begun, parkedReason: row.parkedReason }).toEqual({
      begun: 1,
      parkedReason: 'position-lost',
    });
  });

  it('end when the session of their lock is silent, and begin by another one', async () => {
    const ends: boolean[] = [];
    const second = settable<void>();
    const pool = {
      connect: async () => {
        const isFirst = ends.length === 0;
        if (!isFirst) second.set();
        return {
          query: async (text: string) => {
            if (isFirst && text === 'select 1') throw new Error('silent');
            return { rows: [{ taken: true }] };
          },
          once: () => undefined,
          release: (isBroken: boolean) => ends.push(isBroken),
        };
      },
    };
    const begun: string[] = [];
    const reader: Pick<FeedReader, 'pieces'> = {
      pieces: async function* (place) {
        begun.push(place);
        await second.settled;
        yield* [];
      },
    };
    const subscriptions: Pick<WebhookSubscriptions, 'all' | 'note'> = {
      all: async () => [subscriptionWith()],
      note: async () => true,
    };
    const deliveries = deliveriesOf({ pool, subscriptions, reader });
    deliveries.onApplicationBootstrap();
    await second.settled;
    expect(ends).toEqual([true]);
    await deliveries.onModuleDestroy();
    expect(begun[0]).toBe('start');
  });
});
