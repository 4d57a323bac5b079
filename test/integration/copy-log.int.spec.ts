import { randomUUID } from 'node:crypto';

import {
  type CopyTarget,
  openPostgresEventStore,
  OrderBroken,
  type PlacedEvent,
  type RecordedEvent,
  StoreUnavailable,
  type StreamName,
} from '@chargebook/event-store';

import { appendBatch } from '../../apps/tools/copy-log/append-batch';
import { type CopyJob, copyLog } from '../../apps/tools/copy-log/copy-events';
import { eventsBehind } from '../../apps/tools/copy-log/read-log';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

/** Texts that a copy could spoil: order, spaces, numbers, escapes, line ends that are none. */
const HARD_TEXTS = [
  '{"b":1, "a" : 1.50,"a":2e3}',
  '{"text":"tab \\t, newline \\n, nul \\u0000, back\\\\slash, \\\\N, \\\\."}',
  '{"text":"Zürich ⚡ 充电 \u2028 \u0085 𝄞"}',
  `{"large":"${'x'.repeat(50_000)}"}`,
];
const EVENTS = 4_321;
const never = new AbortController().signal;

let databases: TestDatabase[];
let stores: CopyTarget[];
let source: CopyTarget;
let target: CopyTarget;

async function freshLog(): Promise<CopyTarget> {
  const database = await createTestDatabase();
  databases.push(database);
  const store = await openPostgresEventStore({ connectionString: database.url });
  stores.push(store);
  return store;
}

beforeEach(async () => {
  [databases, stores] = [[], []];
  [source, target] = [await freshLog(), await freshLog()];
});
afterEach(async () => {
  for (const store of stores) await store.close();
  for (const database of databases) await database.drop();
});

function placed(stream: string, revision: number): PlacedEvent {
  const data = HARD_TEXTS[revision % 97] ?? `{"n":${revision}}`;
  return {
    id: randomUUID(),
    type: 'Noted',
    stream: stream as StreamName,
    revision: BigInt(revision),
    data,
    metadata: HARD_TEXTS[revision % 89] ?? `{"recordedAt":"2026-01-01T00:00:00.000Z"}`,
  };
}

/** Events of sites in turn, with a stream of one event before each, as claims make them. */
function interleaved(count: number): readonly PlacedEvent[] {
  return Array.from({ length: count }, (_, at) =>
    at % 2 === 0
      ? placed(`claim-label-${at}`, 0)
      : placed(`site-${((at - 1) / 2) % 3}`, Math.floor((at - 1) / 6)),
  );
}

async function fill(store: CopyTarget, events: readonly PlacedEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += 500) {
    await store.appendInOrder(events.slice(at, at + 500));
  }
}

async function logOf(store: CopyTarget): Promise<readonly PlacedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of eventsBehind(store, 'start', never)) events.push(...page);
  return events.map(({ position: _, ...event }) => event);
}

const copy = (job: Partial<CopyJob> = {}) =>
  copyLog({ source, target, signal: never, onProgress: () => undefined, ...job });

describe('A copied log', () => {
  it('has every event at its place, character by character, and its own identity', async () => {
    const events = interleaved(EVENTS);
    await fill(source, events);
    const { identity } = target;
    const report = await copy();
    expect(await logOf(target)).toEqual(events);
    const streams = new Set(events.map(({ stream }) => stream)).size;
    const summary = { events: EVENTS, streams, digest: report.source.digest };
    expect(report).toEqual({ source: summary, target: summary, copied: EVENTS, later: 0 });
    expect(target.identity).toEqual(identity);
    expect(identity.storeId).not.toBe(source.identity.storeId);
  });

  it('is proved by a second run, which writes nothing, and has the same digest', async () => {
    await fill(source, interleaved(EVENTS));
    const first = await copy();
    const head = await target.head();
    expect(await copy()).toEqual({ ...first, copied: 0 });
    expect(await target.head()).toBe(head);
  });

  it('has another digest when one character is another', async () => {
    const [event] = interleaved(1) as [PlacedEvent];
    await source.appendInOrder([event]);
    const other = await freshLog();
    await other.appendInOrder([{ ...event, data: event.data.replace('1.50', '1.5') }]);
    const { digest } = (await copy()).source;
    expect((await copy({ source: other, target: await freshLog() })).source.digest).not.toBe(
      digest,
    );
  });

  it('takes what came into the source since, and can be copied back', async () => {
    const events = interleaved(EVENTS);
    await fill(source, events.slice(0, 1_000));
    await copy();
    await fill(source, events.slice(1_000, 2_000));
    expect(await copy()).toMatchObject({ copied: 1_000, later: 0 });
    await fill(target, events.slice(2_000));
    expect(await copy({ source: target, target: source })).toMatchObject({ later: 0 });
    expect(await logOf(source)).toEqual(events);
  });

  it('of an empty log is one', async () => {
    const empty = { events: 0, streams: 0 };
    expect(await copy()).toMatchObject({ source: empty, target: empty, copied: 0, later: 0 });
  });

  it('ends where the source ended at its start, and says what came meanwhile', async () => {
    await fill(source, interleaved(100));
    const written: CopyJob['source'] = {
      follow: (...asked) => source.follow(...asked),
      head: async () => {
        const head = await source.head();
        await source.appendInOrder([placed(`site-${randomUUID()}`, 0)]);
        return head;
      },
    };
    const report = await copy({ source: written });
    expect(report).toMatchObject({ source: { events: 100 }, target: { events: 100 }, later: 1 });
  });
});

describe('A copy whose servers are away for a moment', () => {
  it('asks again how far they go, as it does for all else', async () => {
    const events = interleaved(10);
    await fill(source, events);
    let [outages, heads] = [0, 0];
    /** Away each first time. */
    const unsteady = (store: CopyTarget) => ({
      follow: (...asked: Parameters<CopyTarget['follow']>) => store.follow(...asked),
      appendInOrder: (...asked: Parameters<CopyTarget['appendInOrder']>) =>
        store.appendInOrder(...asked),
      head: async () => {
        heads += 1;
        if (heads % 2 === 0) return store.head();
        outages += 1;
        throw new StoreUnavailable('it starts anew');
      },
    });
    const report = await copy({ source: unsteady(source), target: unsteady(target) });
    expect(report).toMatchObject({ copied: 10, later: 0 });
    expect(outages).toBeGreaterThan(2);
    expect(await logOf(target)).toEqual(events);
  });
});

describe('A copy that was stopped', () => {
  it('keeps whole batches, and goes on where it ended', async () => {
    const events = interleaved(EVENTS);
    await fill(source, events);
    const stopping = new AbortController();
    const reason = new Error('stopped');
    const onProgress = (_same: number, copied: number): void => {
      if (copied >= 2_000) stopping.abort(reason);
    };
    await expect(copy({ signal: stopping.signal, onProgress })).rejects.toBe(reason);
    const held = await logOf(target);
    expect(held.length).toBeGreaterThanOrEqual(2_000);
    expect(held).toEqual(events.slice(0, held.length));
    expect(held.length).toBeLessThan(EVENTS);
    expect(await copy()).toMatchObject({ copied: EVENTS - held.length });
    expect(await logOf(target)).toEqual(events);
  });
});

describe('A copy is refused', () => {
  it('into a log with other events, and names the first', async () => {
    const events = interleaved(300);
    await fill(source, events);
    const [first, second] = events as [PlacedEvent, PlacedEvent];
    const other = { ...second, data: '{"b":2}' };
    await fill(target, [first, other]);
    await expect(copy()).rejects.toThrow(
      `the target holds other events: number 2 is Noted ${second.id} (site-0 at revision 0) ` +
        `there and Noted ${second.id} (site-0 at revision 0) in the source; they differ in data`,
    );
    expect(await logOf(target)).toEqual([first, other]);
  });

  it('into a log with the same events in another order', async () => {
    const [first, second, third] = interleaved(3) as [PlacedEvent, PlacedEvent, PlacedEvent];
    await fill(source, [first, second, third]);
    await fill(target, [first, third]);
    await expect(copy()).rejects.toThrow(/number 2 is .* they differ in stream$/);
  });

  it('into a log that goes on behind all of the source', async () => {
    const events = interleaved(40);
    await fill(source, events.slice(0, 30));
    await fill(target, events);
    const more = events[30];
    await expect(copy()).rejects.toThrow(
      `the target holds more than the source: behind all that they share comes Noted ${more?.id}`,
    );
  });

  it.each([
    ['a stream of the copy', 'site-0', 167, /^somebody else writes to the target: stream site-0/],
    ['another stream', 'site-9', 0, /number 1001 is .* \(site-9 at revision 0\) there/],
  ])('when somebody else writes to %s', async (...[, stream, revision, reason]) => {
    await fill(source, interleaved(EVENTS));
    let intruder = [placed(stream, revision)];
    const written: CopyJob['target'] = {
      head: () => target.head(),
      follow: (...asked) => target.follow(...asked),
      appendInOrder: async (events) => {
        const position = await target.appendInOrder(events);
        if (intruder.length > 0) await target.appendInOrder(intruder);
        intruder = [];
        return position;
      },
    };
    await expect(copy({ target: written })).rejects.toThrow(reason);
  });

  it('when its source lacks events of a stream', async () => {
    const events = interleaved(20);
    await fill(source, events);
    const cut: CopyJob['source'] = {
      head: () => source.head(),
      async *follow(...asked) {
        for await (const batch of source.follow(...asked)) {
          const rest = batch.events.filter(
            ({ stream, revision }) => stream + revision !== 'site-11',
          );
          yield { ...batch, events: rest };
        }
      },
    };
    await expect(copy({ source: cut })).rejects.toThrow(
      /^the source lacks events: Noted .* \(site-1 at revision 2\) comes where revision 1 would/,
    );
    expect(await logOf(target)).toEqual([]);
  });

  it('at an event that the target cannot hold, which is named; all before it stands', async () => {
    const events = interleaved(100);
    const broken = { ...events[60], data: '0@site-1' } as PlacedEvent;
    const batch = [...events.slice(0, 60), broken, ...events.slice(61)];
    await expect(appendBatch(target, batch, never)).rejects.toThrow(
      `the target cannot hold Noted ${broken.id} (claim-label-60 at revision 0): `,
    );
    expect(await logOf(target)).toEqual(events.slice(0, 60));
  });

  it('once for all, where the target took others behind one that it refused', async () => {
    let asked = 0;
    const appendInOrder = (): Promise<never> => {
      asked += 1;
      return Promise.reject(new OrderBroken(new Error('too large')));
    };
    await expect(appendBatch({ appendInOrder }, interleaved(4), never)).rejects.toMatchObject({
      name: 'CopyRefused',
      message: 'the target stands out of order: empty it and begin again (too large)',
    });
    expect(asked).toBe(1);
  });
});
