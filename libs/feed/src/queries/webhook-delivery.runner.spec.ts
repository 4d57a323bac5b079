import { setImmediate as turn } from 'node:timers/promises';

import { type PlaceVerdict, type Position } from '@chargebook/event-store';

import { NewerVersionNeeded } from '@chargebook/kernel';

import { subscriptionWith } from '../testing/webhook-subscriptions';
import { type FedEvent } from '../domain/page.state';
import { type FeedPiece } from './feed-reader.runner';
import { type DeliveryClock, type DeliveryEnd, WebhookDelivery } from './webhook-delivery.runner';
import { type Delivery, type SendOutcome } from './webhook-sender.runner';
import { type DeliveryProgress, type WebhookSubscription } from './webhook-subscriptions.query';

const HOUR_MS = 3_600_000;

const SUBSCRIPTION = subscriptionWith();

/** Time that passes at once: whoever waits is woken in the order in which he would be. */
class SimulatedClock implements DeliveryClock {
  private timeMs = 0;

  nowMs(): number {
    return this.timeMs;
  }

  async pause(timeMs: number, signal: AbortSignal): Promise<void> {
    for (let turns = 0; turns < 3 && !signal.aborted; turns += 1) await turn();
    if (!signal.aborted) this.timeMs += timeMs;
  }
}

/** What the receiver does with a delivery at a time. */
type Reaction = (delivery: Delivery) => SendOutcome | Promise<SendOutcome>;

interface Circumstances {
  readonly verdict?: PlaceVerdict;
  readonly subscription?: WebhookSubscription;
  /** Behind its events the log goes on with one of a newer process. */
  readonly isNewerNext?: boolean;
  /** The log is read as slowly as events are taken. */
  readonly isSlowLog?: boolean;
  /** Called with the delivery when it takes an event that was not drained yet. */
  readonly onSend?: (delivery: WebhookDelivery, sent: Delivery) => void;
}

interface Played {
  /** Ids of what was taken, in the order in which it was. */
  readonly taken: readonly string[];
  readonly progress: DeliveryProgress | undefined;
  readonly tries: ReadonlyMap<string, number>;
  readonly endedAtMs: number;
  readonly end: DeliveryEnd;
  /** Ids of what was being sent when the connections were closed. */
  readonly cut: readonly string[];
}

function eventsOf(count: number, things: number, text = '{}'): readonly FedEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(4, '0');
    return { id: `e${number}`, position: `p${number}`, thing: `t${index % things}`, text };
  });
}

/** Delivers the events to a receiver until all are taken or it is parked. */
async function play(
  events: readonly FedEvent[],
  reaction: Reaction,
  circumstances: Circumstances = {},
): Promise<Played> {
  const { verdict = 'good', subscription = SUBSCRIPTION, isNewerNext = false } = circumstances;
  const played = { events, isNewerNext, isSlow: circumstances.isSlowLog ?? false };
  const clock = new SimulatedClock();
  const taken: string[] = [];
  const sending = new Set<string>();
  let cut: readonly string[] = [];
  const tries = new Map<string, number>();
  let progress: DeliveryProgress | undefined;
  const delivery: WebhookDelivery = new WebhookDelivery(subscription, {
    clock,
    reader: {
      verify: async () => verdict,
      pieces: (after, _, signal) => log(played, after, signal),
    },
    subscriptions: {
      note: async (_subscription, noted) => {
        progress = noted;
        return true;
      },
    },
    sender: {
      close: () => {
        cut = [...sending];
      },
      send: async (sent) => {
        tries.set(sent.id, (tries.get(sent.id) ?? 0) + 1);
        sending.add(sent.id);
        circumstances.onSend?.(delivery, sent);
        const reason = await reaction(sent);
        sending.delete(sent.id);
        if (reason === undefined) taken.push(sent.id);
        if (taken.length === events.length && !isNewerNext) setImmediate(() => delivery.stop());
        return reason;
      },
    },
  });
  const end = await delivery.run();
  return { taken, progress, tries, endedAtMs: clock.nowMs(), end, cut };
}

interface PlayedLog {
  readonly events: readonly FedEvent[];
  readonly isNewerNext: boolean;
  readonly isSlow: boolean;
}

async function* log(
  { events, isNewerNext, isSlow }: PlayedLog,
  after: string,
  signal: AbortSignal,
): AsyncGenerator<FeedPiece> {
  const rest = after === 'start' ? events : events.filter(({ position }) => position > after);
  for (const item of rest) {
    if (isSlow) await slowly(3);
    if (signal.aborted) return;
    yield { items: [item], position: item.position as Position };
  }
  if (isNewerNext) throw new NewerVersionNeeded('ChargerFloated');
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
}

async function slowly(turns: number): Promise<void> {
  for (let count = 0; count < turns; count += 1) await turn();
}

function idsOf(events: readonly FedEvent[], thing: string): readonly string[] {
  return events.filter((event) => event.thing === thing).map(({ id }) => id);
}

function expectInOrder(events: readonly FedEvent[], taken: readonly string[]): void {
  for (const thing of new Set(events.map((event) => event.thing))) {
    const own = idsOf(events, thing);
    expect(taken.filter((id) => own.includes(id))).toEqual(own);
  }
  expect(taken).toHaveLength(events.length);
}

describe('deliveries to one receiver', () => {
  const events = eventsOf(60, 5);

  it('come in order for each thing, however long each takes', async () => {
    const { taken, progress } = await play(events, async ({ id }) => {
      for (let turns = 0; turns < Number(id.slice(1)) % 7; turns += 1) await turn();
      return undefined;
    });
    expectInOrder(events, taken);
    expect(progress).toMatchObject({ deliveredTo: 'p0060', failures: 0 });
  });

  it('are all made, once each and in order, after the receiver was down for an hour', async () => {
    const { taken, endedAtMs, progress } = await play(events, ({ nowMs }) =>
      nowMs < HOUR_MS ? 'ECONNREFUSED' : undefined,
    );
    expectInOrder(events, taken);
    expect(endedAtMs).toBeGreaterThanOrEqual(HOUR_MS);
    expect(endedAtMs).toBeLessThan(3 * HOUR_MS);
    expect(progress).toMatchObject({ deliveredTo: 'p0060', failures: 0 });
  });

  it('of other things go on while one thing fails, and it comes in order later', async () => {
    const bad = idsOf(events, 't2');
    const { taken } = await play(events, ({ id, nowMs }) =>
      bad.includes(id) && nowMs < HOUR_MS ? 'answered 500' : undefined,
    );
    expectInOrder(events, taken);
    const firstBad = taken.findIndex((id) => bad.includes(id));
    expect(firstBad).toBe(events.length - bad.length);
  });

  it('are read ahead only as far as their texts have room', async () => {
    const large = eventsOf(400, 400, JSON.stringify('x'.repeat(60_000)));
    const early = new Set<string>();
    const { taken } = await play(large, ({ id, nowMs }) => {
      if (nowMs >= HOUR_MS) return undefined;
      early.add(id);
      return 'ECONNREFUSED';
    });
    expectInOrder(large, taken);
    expect(early.size).toBeGreaterThan(100);
    expect(early.size).toBeLessThanOrEqual(140);
  });

  it('are repeated when the receiver answered too late, by the same id', async () => {
    const seen: string[] = [];
    const { taken, tries } = await play(events, ({ id }) => {
      const isFirst = !seen.includes(id);
      seen.push(id);
      return isFirst && id.endsWith('3') ? 'did not answer within 15 s' : undefined;
    });
    expectInOrder(events, taken);
    const repeated = [...tries].filter(([, count]) => count > 1).map(([id]) => id);
    expect(repeated).toEqual(events.map(({ id }) => id).filter((id) => id.endsWith('3')));
  });

  it('are parked after a day of failures, where nothing behind counts as delivered', async () => {
    const bad = 'e0008';
    const { progress, tries, endedAtMs, taken } = await play(events, ({ id }) =>
      id === bad ? 'answered 500' : undefined,
    );
    expect(progress).toMatchObject({
      deliveredTo: 'p0007',
      parkedReason: 'given-up: answered 500',
      lastFailure: { reason: 'answered 500', atMs: endedAtMs },
    });
    expect(tries.get(bad)).toBe(11);
    expect(endedAtMs).toBeGreaterThan(24 * HOUR_MS);
    expect(taken).toHaveLength(events.length - 11);
  });

  it('are made up to an event of a newer process, none of them cut, and end there', async () => {
    const { taken, end, cut, progress } = await play(
      events,
      () => slowly(9) as Promise<undefined>,
      {
        isNewerNext: true,
      },
    );
    expectInOrder(events, taken);
    expect(end).toBe('at-newer-version');
    expect(cut).toEqual([]);
    expect(progress).toMatchObject({ deliveredTo: 'p0060', failures: 0 });
  });

  it('do not wait there for a receiver that fails: another process tries again', async () => {
    const bad = idsOf(events, 't2');
    const { taken, end, endedAtMs, progress } = await play(
      events,
      ({ id }) => (bad.includes(id) ? 'answered 500' : undefined),
      { isNewerNext: true },
    );
    expect(end).toBe('at-newer-version');
    expect(endedAtMs).toBe(0);
    expect(taken).toHaveLength(events.length - bad.length);
    expect(progress).toMatchObject({ deliveredTo: 'p0002', failures: 1 });
  });

  it('that are drained read no more, and end when what is under way was taken', async () => {
    const { taken, end, cut } = await play(events, () => slowly(9) as Promise<undefined>, {
      isSlowLog: true,
      onSend: (delivery, { id }) => {
        if (id === 'e0003') delivery.drain();
      },
    });
    expect(taken).toContain('e0003');
    expect(taken.length).toBeLessThan(events.length);
    expect(end).toBe('over');
    expect(cut).toEqual([]);
  });

  it('begin behind what was delivered before, and are parked where that is in no log', async () => {
    const subscription = { ...SUBSCRIPTION, deliveredTo: 'p0050' };
    const rest = events.slice(50);
    const { taken } = await play(rest, () => undefined, { subscription });
    expect(taken).toEqual(expect.arrayContaining(rest.map(({ id }) => id)));
    const lost = await play(rest, () => undefined, {
      verdict: 'lost-future',
      subscription,
    });
    expect(lost).toMatchObject({ taken: [], progress: { parkedReason: 'position-lost' } });
  });
});
