import { randomUUID } from 'node:crypto';

import {
  type CopyTarget,
  openEventStoreDb,
  openPostgresEventStore,
  type PlacedEvent,
  type StreamName,
} from '@chargebook/event-store';
import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { copyLog } from '../../apps/tools/copy-log/copy-events';
import { eventsBehind } from '../../apps/tools/copy-log/read-log';
import { createTestDatabase } from '../support/test-database';

const EVENTS = 1_200;
const signal = new AbortController().signal;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function postgresLog(): Promise<CopyTarget> {
  const database = await createTestDatabase();
  const store = await openPostgresEventStore({ connectionString: database.url });
  closing.push(
    () => database.drop(),
    () => store.close(),
  );
  return store;
}

/** On the double of a server, which is empty as a target must be. */
async function eventStoreDbLog(): Promise<CopyTarget> {
  const double = await startEventStoreDbDouble();
  const store = await openEventStoreDb({ connectionString: double.connectionString });
  closing.push(
    () => double.stop(),
    () => store.close(),
  );
  return store;
}

/** Two streams in turn, with runs of one of them, and streams of one event between. */
function events(): readonly PlacedEvent[] {
  const next = [0n, 0n];
  return Array.from({ length: EVENTS }, (_, at) => {
    const site = at % 7 < 3 ? 0 : at % 2;
    const isClaim = at % 5 === 0;
    const revision = isClaim ? 0n : (next[site] ?? 0n);
    if (!isClaim) next[site] = revision + 1n;
    return {
      id: randomUUID(),
      type: 'Noted',
      stream: (isClaim ? `claim-label-${at}` : `site-${site}`) as StreamName,
      revision,
      data: `{"b":${at}, "a" : 1.50, "text":"Zürich ⚡ \\u0000"}`,
      metadata: '{ "recordedAt":"2026-01-01T00:00:00.000Z" }',
    };
  });
}

async function logOf(store: CopyTarget): Promise<readonly PlacedEvent[]> {
  const found: PlacedEvent[] = [];
  for await (const page of eventsBehind(store, 'start', signal)) {
    found.push(...page.map(({ position: _, ...event }) => event));
  }
  return found;
}

function copy(source: CopyTarget, target: CopyTarget) {
  return copyLog({ source, target, signal, onProgress: () => undefined });
}

describe('A log that moves between engines', () => {
  it('is the same on EventStoreDB as on PostgreSQL, and when it comes back', async () => {
    const [first, second, third] = [
      await postgresLog(),
      await eventStoreDbLog(),
      await postgresLog(),
    ];
    const written = events();
    await first.appendInOrder(written);
    const there = await copy(first, second);
    expect(there).toMatchObject({ copied: EVENTS, later: 0, target: there.source });
    expect(await logOf(second)).toEqual(written);
    expect(await copy(first, second)).toEqual({ ...there, copied: 0 });
    expect(await copy(second, third)).toEqual({ ...there });
    expect(await logOf(third)).toEqual(written);
  });

  it('goes to another EventStoreDB, and further when it has grown', async () => {
    const [source, target] = [await eventStoreDbLog(), await eventStoreDbLog()];
    const written = events();
    await source.appendInOrder(written.slice(0, 500));
    await copy(source, target);
    await source.appendInOrder(written.slice(500));
    expect(await copy(source, target)).toMatchObject({ copied: EVENTS - 500, later: 0 });
    expect(await logOf(target)).toEqual(written);
  });

  it('stops before an event of somebody else that PostgreSQL cannot hold', async () => {
    const [source, target] = [await eventStoreDbLog(), await postgresLog()];
    const [first, second] = events() as [PlacedEvent, PlacedEvent];
    const foreign = { ...second, type: 'OrderPlaced', data: 'no JSON', metadata: '' };
    await source.appendInOrder([first, foreign]);
    await expect(copy(source, target)).rejects.toThrow(
      `the target cannot hold OrderPlaced ${foreign.id} (${foreign.stream} at revision 0): `,
    );
    expect(await logOf(target)).toEqual([first]);
  });
});
