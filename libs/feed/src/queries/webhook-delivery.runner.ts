import { choiceOf, type FeedRights } from '../domain/feed-filter.rules';
import { Lanes } from '../domain/lanes.state';
import { type FedEvent } from '../domain/page.state';
import { type FeedPlace, type FeedReader } from './feed-reader.runner';
import { type WebhookSender } from './webhook-sender.runner';
import {
  type DeliveryProgress,
  type WebhookSubscription,
  type WebhookSubscriptions,
} from './webhook-subscriptions.query';

/** So much is read ahead while the oldest event is not delivered yet. */
const MAX_WAITING = 5_000;
const MAX_AT_ONCE = 8;
/** So many deliveries may be repeated after a crash, beside those behind one that fails. */
const NOTE_EVERY = 50;

/** The time, which a test may let pass as it likes. */
export interface DeliveryClock {
  nowMs(): number;
  /** Resolves after the time, or when `signal` aborts. */
  pause(timeMs: number, signal: AbortSignal): Promise<void>;
}

export interface DeliveryParts {
  readonly reader: Pick<FeedReader, 'pieces' | 'verify'>;
  readonly subscriptions: Pick<WebhookSubscriptions, 'note'>;
  readonly sender: Pick<WebhookSender, 'send' | 'close'>;
  readonly clock: DeliveryClock;
}

/** Delivers the events of one subscription until it is stopped or parked. */
export class WebhookDelivery {
  private readonly stopping = new AbortController();
  private readonly lanes: Lanes;
  private waking = new AbortController();
  private sendingCount = 0;
  private deliveredMore = 0;
  private noted: Promise<unknown> = Promise.resolve();
  private lastDeliveredMs: number | undefined;
  private lastFailure: DeliveryProgress['lastFailure'];
  private parkedReason: string | undefined;

  constructor(
    readonly subscription: WebhookSubscription,
    private readonly parts: DeliveryParts,
  ) {
    this.lanes = new Lanes(subscription.deliveredTo);
  }

  /** Resolves when it is stopped, or parked. @throws what reading the log or noting does */
  async run(): Promise<void> {
    try {
      if (await this.isLost()) return this.park('position-lost');
      await Promise.race([this.readLog(), this.dispatch()]);
    } finally {
      this.stop();
      // Nothing counts of what was under way then: the next one to deliver sends it again.
      this.parts.sender.close();
      await this.settled();
      await this.note();
    }
  }

  stop(): void {
    this.stopping.abort();
    this.wake();
  }

  /** The book may have been restored since: what was delivered then is in no log any more. */
  private async isLost(): Promise<boolean> {
    const { deliveredTo } = this.subscription;
    return deliveredTo !== 'start' && (await this.parts.reader.verify(deliveredTo)) !== 'good';
  }

  private async readLog(): Promise<void> {
    const { deliveredTo, categories, types } = this.subscription;
    const choice = choiceOf(rightsOf(this.subscription), { categories, types });
    const { signal } = this.stopping;
    const pieces = this.parts.reader.pieces(deliveredTo as FeedPlace, choice, signal);
    for await (const { items, position } of pieces) {
      this.lanes.add(items, position);
      this.wake();
      while (this.lanes.size >= MAX_WAITING && !signal.aborted) await this.awoken();
    }
  }

  private async dispatch(): Promise<void> {
    const { clock } = this.parts;
    while (!this.stopping.signal.aborted) {
      const { signal } = this.waking;
      for (const event of this.lanes.take(clock.nowMs(), MAX_AT_ONCE - this.sendingCount)) {
        void this.deliver(event);
      }
      const isFull = this.sendingCount >= MAX_AT_ONCE;
      const dueMs = isFull ? undefined : this.lanes.nextDueMs;
      if (dueMs === undefined) await aborted(signal);
      else await clock.pause(Math.max(0, dueMs - clock.nowMs()), signal);
    }
  }

  private async deliver(event: FedEvent): Promise<void> {
    const { sender, clock } = this.parts;
    this.sendingCount += 1;
    const { id, text } = event;
    const reason = await sender.send({ id, text, nowMs: clock.nowMs() });
    this.sendingCount -= 1;
    if (reason === undefined) this.succeeded(event);
    else this.failed(event, reason);
    this.wake();
  }

  private succeeded(event: FedEvent): void {
    this.lanes.succeeded(event);
    this.deliveredMore += 1;
    this.lastDeliveredMs = this.parts.clock.nowMs();
    if (this.deliveredMore >= NOTE_EVERY || this.lanes.size === 0) this.noteSoon();
  }

  private failed(event: FedEvent, reason: string): void {
    if (this.stopping.signal.aborted) return;
    const atMs = this.parts.clock.nowMs();
    this.lastFailure = { reason, atMs };
    if (this.lanes.failed(event, atMs) === 'again') return this.noteSoon();
    this.park(`given-up: ${reason}`);
  }

  /** Nothing is lost: it goes on from where it was when somebody asks for a replay. */
  private park(reason: string): void {
    this.parkedReason = reason;
    this.stop();
  }

  private noteSoon(): void {
    void this.note().catch(() => undefined);
  }

  /** One after another, so that an older note never comes after a newer one. */
  private note(): Promise<void> {
    const noting = this.noted.then(async () => {
      const { deliveredMore, lastDeliveredMs, lastFailure, parkedReason } = this;
      const { delivered: deliveredTo, failures } = this.lanes;
      this.deliveredMore = 0;
      const isOurs = await this.parts.subscriptions.note(this.subscription, {
        deliveredTo,
        deliveredMore,
        lastDeliveredMs,
        failures,
        lastFailure,
        parkedReason,
      });
      if (!isOurs) this.stop();
    });
    this.noted = noting.catch(() => undefined);
    return noting;
  }

  /** What is being sent is waited for: the receiver may just be taking it. */
  private async settled(): Promise<void> {
    while (this.sendingCount > 0) await this.awoken();
  }

  private wake(): void {
    const { waking } = this;
    this.waking = new AbortController();
    waking.abort();
  }

  private awoken(): Promise<void> {
    return aborted(this.waking.signal);
  }
}

function rightsOf({ accountId }: WebhookSubscription): FeedRights {
  const accounts = accountId === null ? '*' : new Set([accountId]);
  return { accounts, isAdministratorOfAll: false };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
