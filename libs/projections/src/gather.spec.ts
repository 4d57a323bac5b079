import {
  type EventStore,
  type FollowedBatch,
  type Position,
  type RecordedEvent,
} from '@chargebook/event-store';

import { gather, type Gathering, PAGE_EVENTS } from './gather';

const at = (number: number): Position => String(number).padStart(6, '0') as Position;

function batch(from: number, count: number, caughtUp: boolean): FollowedBatch {
  const events = Array.from({ length: count }, (_, index) => eventAt(from + index));
  return { events, position: at(from + count - 1), caughtUp };
}

function eventAt(number: number): RecordedEvent {
  return { position: at(number) } as RecordedEvent;
}

/** The part of a store that is followed, with a note of how the following ended. */
class Followed {
  isClosed = false;

  constructor(private readonly batches: readonly FollowedBatch[]) {}

  get store(): EventStore {
    return { follow: (_after, signal) => this.follow(signal) } as Partial<EventStore> as EventStore;
  }

  private async *follow(signal: AbortSignal): AsyncGenerator<FollowedBatch> {
    try {
      yield* this.batches;
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    } finally {
      this.isClosed = true;
    }
  }
}

const ALL_URGENT = { gatherMs: () => 1, holdMs: 60_000, isUrgent: () => true };

async function take(
  followed: Pick<Followed, 'store'>,
  count: number,
  how: Pick<Gathering, 'gatherMs' | 'holdMs' | 'isUrgent'> = ALL_URGENT,
): Promise<readonly FollowedBatch[]> {
  const { signal } = new AbortController();
  const taken: FollowedBatch[] = [];
  for await (const page of gather(followed.store, { after: 'start', signal, ...how })) {
    taken.push(page);
    if (taken.length === count) break;
  }
  return taken;
}

describe('gathering', () => {
  it('joins batches that are there already, in their order', async () => {
    const followed = new Followed([batch(1, 2, false), batch(3, 1, true), batch(4, 1, true)]);
    const [page] = await take(followed, 1);
    expect(page?.events.map(({ position }) => position)).toEqual([at(1), at(2), at(3), at(4)]);
    expect(page?.position).toBe(at(4));
    expect(page?.caughtUp).toBe(true);
  });

  it('gives no page that grows without bound', async () => {
    const batches = [1, 2, 3].map((each) => batch(each * 1_000, 1_000, false));
    const pages = await take(new Followed(batches), 2);
    expect(pages.map(({ events }) => events.length)).toEqual([PAGE_EVENTS, 1_000]);
  });

  it('lets the store go when nobody reads on', async () => {
    const followed = new Followed([batch(1, 1, true)]);
    await take(followed, 1);
    expect(followed.isClosed).toBe(true);
  });

  it('ends when it is told to', async () => {
    const stopping = new AbortController();
    const pages: FollowedBatch[] = [];
    const { store } = new Followed([batch(1, 1, true)]);
    const { signal } = stopping;
    for await (const page of gather(store, { after: 'start', signal, ...ALL_URGENT })) {
      pages.push(page);
      stopping.abort();
    }
    expect(pages).toHaveLength(1);
  });

  it('holds back what is not urgent until something urgent joins it', async () => {
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    async function* follow(): AsyncGenerator<FollowedBatch> {
      yield batch(1, 1, true);
      await arrived;
      yield batch(2, 1, true);
    }
    const store = { follow } as Partial<EventStore> as EventStore;
    const isUrgent = ({ position }: FollowedBatch): boolean => {
      arrive();
      return position === at(2);
    };
    const [page] = await take({ store }, 1, { ...ALL_URGENT, isUrgent });
    expect(page?.events.map(({ position }) => position)).toEqual([at(1), at(2)]);
    expect(page?.position).toBe(at(2));
  });

  it('lets go what it holds when somebody begins to wait for it', async () => {
    let asked = 0;
    const isUrgent = (): boolean => (asked += 1) > 3;
    const pages = await take(new Followed([batch(1, 1, true)]), 1, { ...ALL_URGENT, isUrgent });
    expect(pages.map(({ position }) => position)).toEqual([at(1)]);
  });

  it('holds nothing for ever', async () => {
    const never = { ...ALL_URGENT, holdMs: 5, isUrgent: () => false };
    const pages = await take(new Followed([batch(1, 1, true)]), 1, never);
    expect(pages.map(({ position }) => position)).toEqual([at(1)]);
  });
});
