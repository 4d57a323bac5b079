import { NewerVersionNeeded } from '@chargebook/kernel';

import { choiceOf, webhookRightsOf } from '../domain/feed-filter.rules';
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
/** In characters: events of 60 KiB are read less far ahead. */
const MAX_WAITING_LENGTH = 8 * 1024 * 1024;
const MAX_AT_ONCE = 8;
/** So many deliveries may be repeated after a crash, beside those behind one that fails. */
const NOTE_EVERY = 50;
/** Before another process takes over; what is not sent by then is sent by that one. */
const DRAIN_WITHIN_MS = 30_000;

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

/** `at-newer-version`: the next event of the log is for a newer process to deliver. */
export type DeliveryEnd = 'over' | 'at-newer-version';

/** Delivers the events of one subscription until it is stopped, drained or parked. */
export class WebhookDelivery {
  private readonly stopping = new AbortController();
  private readonly reading = new AbortController();
  private readonly lanes: Lanes;
  private waking = new AbortController();
  private sendingCount = 0;
  private deliveredMore = 0;
  private noted: Promise<unknown> = Promise.resolve();
  private lastDeliveredMs: number | undefined;
  private lastFailure: DeliveryProgress['lastFailure'];
  private parkedReason: string | undefined;
  private drainUntilMs: number | undefined;
  private isAtNewer = false;

  constructor(
    readonly subscription: WebhookSubscription,
    private readonly parts: DeliveryParts,
  ) {
    this.lanes = new Lanes(subscription.deliveredTo);
  }

  /** Resolves when all is over that was begun. @throws what reading the log or noting does */
  async run(): Promise<DeliveryEnd> {
    try {
      if (await this.isLost()) this.park('position-lost');
      else await this.deliverAll();
      return this.isAtNewer ? 'at-newer-version' : 'over';
    } finally {
      this.stop();
      // Nothing counts of what was under way then: the next one to deliver sends it again.
      this.parts.sender.close();
      await this.settled();
      await this.note();
    }
  }

  /** Ends at once, also what is being sent. */
  stop(): void {
    this.stopping.abort();
    this.reading.abort();
    this.wake();
  }

  /** Reads no more, and ends when nothing is left that can be sent at present. */
  drain(): void {
    this.drainUntilMs ??= this.parts.clock.nowMs() + DRAIN_WITHIN_MS;
    this.reading.abort();
    this.wake();
  }

  /** The book may have been restored since: what was delivered then is in no log any more. */
  private async isLost(): Promise<boolean> {
    const { deliveredTo } = this.subscription;
    return deliveredTo !== 'start' && (await this.parts.reader.verify(deliveredTo)) !== 'good';
  }

  /** What stands before an event of a newer process is still delivered by this one. */
  private async deliverAll(): Promise<void> {
    const dispatching = this.dispatch();
    const reading = this.readLog().catch((error: unknown) => {
      if (!(error instanceof NewerVersionNeeded)) throw error;
      this.isAtNewer = true;
      this.drain();
    });
    await Promise.race([reading.then(() => dispatching), dispatching]);
  }

  private async readLog(): Promise<void> {
    const { deliveredTo, accountId, categories, types } = this.subscription;
    const choice = choiceOf(webhookRightsOf(accountId), { categories, types });
    const { signal } = this.reading;
    const pieces = this.parts.reader.pieces(deliveredTo as FeedPlace, choice, signal);
    for await (const { items, position } of pieces) {
      this.lanes.add(items, position);
      this.wake();
      while (this.isFull && !signal.aborted) await this.awoken();
    }
  }

  private get isFull(): boolean {
    return this.lanes.size >= MAX_WAITING || this.lanes.textLength >= MAX_WAITING_LENGTH;
  }

  private async dispatch(): Promise<void> {
    const { clock } = this.parts;
    while (!this.stopping.signal.aborted) {
      const { signal } = this.waking;
      for (const event of this.lanes.take(clock.nowMs(), this.room)) void this.deliver(event);
      const isDraining = this.drainUntilMs !== undefined;
      if (isDraining && this.sendingCount === 0) return;
      const dueMs = isDraining || this.room === 0 ? undefined : this.lanes.nextDueMs;
      if (dueMs === undefined) await aborted(signal);
      else await clock.pause(Math.max(0, dueMs - clock.nowMs()), signal);
    }
  }

  /** So many may be sent beside those that are being sent. */
  private get room(): number {
    const isLate = this.parts.clock.nowMs() >= (this.drainUntilMs ?? Infinity);
    return isLate ? 0 : MAX_AT_ONCE - this.sendingCount;
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

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
