import { setTimeout as pause } from 'node:timers/promises';

import { BOOK_POOL, WEBHOOK_NETWORKS } from '@chargebook/http';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type Pool, type PoolClient } from 'pg';

import { FeedReader } from './feed-reader.runner';
import { WebhookAddresses } from './webhook-address.runner';
import { type DeliveryClock, WebhookDelivery } from './webhook-delivery.runner';
import { WebhookSender } from './webhook-sender.runner';
import { type WebhookSubscription, WebhookSubscriptions } from './webhook-subscriptions.query';

/** Held by the one process of a book that delivers. */
const DELIVERY_LOCK = 7_266_101_122;
/** How soon a new subscription is noticed, and how soon another process takes over. */
const LOOK_EVERY_MS = 1_000;

const CLOCK: DeliveryClock = {
  nowMs: () => Date.now(),
  pause: async (timeMs, signal) => {
    await pause(timeMs, undefined, { signal, ref: false }).catch(() => undefined);
  },
};

/** All deliveries of the book, while no other process makes them. */
@Injectable()
export class WebhookDeliveries implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('webhooks');
  private readonly stopping = new AbortController();
  private readonly addresses: WebhookAddresses;
  private readonly running = new Map<string, { delivery: WebhookDelivery; ended: Promise<void> }>();
  private lock: PoolClient | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    @Inject(BOOK_POOL) private readonly pool: Pool,
    @Inject(WEBHOOK_NETWORKS) networks: readonly string[],
    private readonly subscriptions: WebhookSubscriptions,
    private readonly reader: FeedReader,
  ) {
    this.addresses = new WebhookAddresses(networks);
  }

  onApplicationBootstrap(): void {
    this.looking = this.lookOnAndOn();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.looking;
    await this.endAll();
    this.lock?.release(true);
  }

  private async lookOnAndOn(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await CLOCK.pause(LOOK_EVERY_MS, signal);
      if (signal.aborted) return;
      await this.look().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'webhooks cannot be looked at');
      });
    }
  }

  private async look(): Promise<void> {
    const wanted = (await this.subscriptions.all()).filter((one) => one.parkedReason === null);
    if (wanted.length > 0 && !(await this.holdsLock())) return this.endAll();
    const keys = new Set(wanted.map(keyOf));
    for (const [key, { delivery }] of this.running) if (!keys.has(key)) delivery.stop();
    for (const subscription of wanted) this.ensure(subscription);
  }

  /** A session that was lost has lost the lock too: another process may deliver by now. */
  private async holdsLock(): Promise<boolean> {
    if (this.lock !== undefined) return true;
    const client = await this.pool.connect();
    const isTaken = await tryLock(client).catch((error: unknown) => {
      client.release(true);
      throw error;
    });
    if (!isTaken) {
      client.release();
      return false;
    }
    client.once('error', () => {
      this.lock = undefined;
      client.release(true);
    });
    this.lock = client;
    return true;
  }

  private ensure(subscription: WebhookSubscription): void {
    const key = keyOf(subscription);
    if (this.running.has(key)) return;
    const delivery = new WebhookDelivery(subscription, {
      reader: this.reader,
      subscriptions: this.subscriptions,
      sender: new WebhookSender(subscription, this.addresses),
      clock: CLOCK,
    });
    const ended = delivery
      .run()
      .catch((error: unknown) => {
        const { webhookId } = subscription;
        this.logger.warn({ err: error, webhookId }, 'a delivery broke off and is begun again');
      })
      .finally(() => this.running.delete(key));
    this.running.set(key, { delivery, ended });
  }

  private async endAll(): Promise<void> {
    const all = [...this.running.values()];
    for (const { delivery } of all) delivery.stop();
    await Promise.all(all.map(({ ended }) => ended));
  }
}

async function tryLock(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_lock($1::bigint) as taken',
    [DELIVERY_LOCK],
  );
  return rows[0]?.taken === true;
}

function keyOf({ webhookId, generation }: WebhookSubscription): string {
  return `${webhookId} ${generation}`;
}
