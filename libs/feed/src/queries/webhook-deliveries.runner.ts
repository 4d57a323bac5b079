import { setTimeout as pause } from 'node:timers/promises';

import { BOOK_POOL, WEBHOOK_NETWORKS } from '@chargebook/http';
import { Deadline } from '@chargebook/kernel';
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
/** Of the session that holds it; so long may two processes deliver where one is cut off. */
const LOCK_ANSWERS_WITHIN_MS = 5_000;
/** How soon a new subscription is noticed, and how soon another process takes over. */
const LOOK_EVERY_MS = 1_000;
/** At an event of a newer process: that one has so long to take the deliveries over. */
const STAND_BACK_MS = 30_000;

const NONE: ReadonlySet<string> = new Set();

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
  private isAtNewer = false;
  private standsBackUntilMs = 0;

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
    this.stopAllBut(NONE);
    await this.looking;
    await this.endAll();
    this.giveUpLock();
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
    if (this.isAtNewer) await this.handOver();
    if (CLOCK.nowMs() < this.standsBackUntilMs) return;
    if (await this.hasLostLock()) return this.endAll();
    // One that ends meanwhile notes more than is read here: it is begun again by the next look.
    const running = new Set(this.running.keys());
    const wanted = (await this.subscriptions.all()).filter((one) => one.parkedReason === null);
    if (wanted.length > 0 && !(await this.holdsLock())) return this.endAll();
    this.stopAllBut(new Set(wanted.map(keyOf)));
    const missing = wanted.filter((subscription) => !running.has(keyOf(subscription)));
    for (const subscription of missing) this.ensure(subscription);
  }

  /** To a newer process, which can read on where this one cannot. */
  private async handOver(): Promise<void> {
    this.logger.warn('the next event is of a newer version: another process has to deliver it');
    for (const { delivery } of this.running.values()) delivery.drain();
    await this.allEnded();
    this.giveUpLock();
    this.isAtNewer = false;
    this.standsBackUntilMs = CLOCK.nowMs() + STAND_BACK_MS;
  }

  /**
   * Asked of the session each time: a connection that leads nowhere ends by no error for long, and
   * another process may deliver by then.
   */
  private async hasLostLock(): Promise<boolean> {
    const { lock } = this;
    if (lock === undefined) return false;
    try {
      await Deadline.after(LOCK_ANSWERS_WITHIN_MS).bound(() => lock.query('select 1'));
      return false;
    } catch (error) {
      this.logger.warn({ err: error }, 'the lock of deliveries is lost');
      if (this.lock === lock) this.giveUpLock();
      return true;
    }
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
      if (this.lock === client) this.giveUpLock();
    });
    this.lock = client;
    return true;
  }

  private giveUpLock(): void {
    const { lock } = this;
    this.lock = undefined;
    lock?.release(true);
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
      .then((end) => {
        this.isAtNewer ||= end === 'at-newer-version';
      })
      .catch((error: unknown) => {
        const { webhookId } = subscription;
        this.logger.warn({ err: error, webhookId }, 'a delivery broke off and is begun again');
      })
      .finally(() => this.running.delete(key));
    this.running.set(key, { delivery, ended });
  }

  private stopAllBut(kept: ReadonlySet<string>): void {
    for (const [key, { delivery }] of this.running) if (!kept.has(key)) delivery.stop();
  }

  private endAll(): Promise<void> {
    this.stopAllBut(NONE);
    return this.allEnded();
  }

  private async allEnded(): Promise<void> {
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
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
