import { setTimeout as pause } from 'node:timers/promises';

import { openPool } from '@chargebook/database';
import { type EventStore, openEventStoreDb, openPostgresEventStore } from '@chargebook/event-store';
import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { readConfig } from '../../apps/api/src/config';
import { CONTEXTS } from '../../apps/api/src/contexts';
import { parserOf } from '../../apps/api/src/parse-event';
import { GROUPS } from '../../apps/tools/projections/groups';
import { withLists } from '../../apps/tools/projections/open-lists';
import { rebuildGroups } from '../../apps/tools/projections/rebuild';
import { onDatabase } from '../support/on-database';
import { createTestDatabase } from '../support/test-database';

const POOL = { applicationName: 'spec', maxConnections: 8, statementTimeoutMs: 0 };

it('leaves an EventStoreDB that was named by mistake as it is, without a name', async () => {
  const [double, database] = [await startEventStoreDbDouble(), await createTestDatabase()];
  await onDatabase(database.url, async (client) => {
    await client.query('create schema read');
    await client.query('create table read.generation (number int)');
  });
  const config = readConfig({
    DATABASE_URL: database.url,
    EVENT_STORE: 'eventstoredb',
    EVENTSTORE_URL: double.connectionString,
  });
  const { signal } = new AbortController();
  const noBook = 'there is no book in that EventStoreDB';
  const work = (): Promise<string> => Promise.resolve('was done');
  await expect(withLists(config, signal, work)).rejects.toThrow(noBook);
  const { connectionString } = double;
  await expect(openEventStoreDb({ connectionString, mustExist: true })).rejects.toThrow(noBook);
  await double.stop();
  await database.drop();
}, 60_000);

/** Seldom shown, and a round trip each time. */
it('asks how far the log goes only where a rebuild shows it', async () => {
  const database = await createTestDatabase();
  const { url } = database;
  const store = await openPostgresEventStore({ connectionString: url });
  const pool = openPool({ url, ...POOL });
  let headCount = 0;
  const slow: EventStore = {
    identity: store.identity,
    append: (...append) => store.append(...append),
    readStream: (...read) => store.readStream(...read),
    async *follow(after, signal) {
      await pause(2_000);
      yield* store.follow(after, signal);
    },
    head: () => {
      headCount += 1;
      return store.head();
    },
    judge: (position) => store.judge(position),
    verify: (position) => store.verify(position),
    holds: (mark) => store.holds(mark),
    close: () => store.close(),
  };
  const parse = parserOf(CONTEXTS.flatMap(({ aggregates }) => aggregates));
  const { signal } = new AbortController();
  const lists = { pool, parse, signal, store: slow };
  await rebuildGroups(lists, GROUPS.slice(0, 1));
  // The fill itself asks a few times.
  expect(headCount).toBeLessThan(10);
  await store.close();
  await pool.end();
  await database.drop();
}, 60_000);
