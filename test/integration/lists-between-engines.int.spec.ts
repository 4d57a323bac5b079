import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type CopyTarget, openEventStoreDb, openPostgresEventStore } from '@chargebook/event-store';
import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { type LogPlace } from '../../apps/api/src/config';
import { openEngines } from '../../apps/api/src/engines';
import { copyLog } from '../../apps/tools/copy-log/copy-events';
import { fillLog } from '../bench/book-log';
import { chargerStreams, planBook } from '../bench/charger-log';
import { onDatabase } from '../support/on-database';
import { createTestDatabase } from '../support/test-database';
import { describeWithServer, startEventStoreDb } from '../support/test-eventstoredb';

const CHARGERS = 450;
const TABLES = `select table_name as name from information_schema.tables
  where table_schema = 'read' and table_name ~ '_v[0-9]+_g[0-9]+$' order by table_name`;

jest.setTimeout(240_000);

interface Book {
  readonly databaseUrl: string;
  readonly log: LogPlace;
}

/** Rows as JSON, by the name of the table; but for positions, which are each engine's own. */
type Lists = Readonly<Record<string, readonly string[]>>;

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function freshBook(log: LogPlace): Promise<Book> {
  const database = await createTestDatabase();
  closing.push(() => database.drop());
  return { databaseUrl: database.url, log };
}

function openLog({ databaseUrl, log }: Book): Promise<CopyTarget> {
  return log.engine === 'eventstoredb'
    ? openEventStoreDb({ connectionString: log.url })
    : openPostgresEventStore({ connectionString: databaseUrl });
}

async function filledBook(): Promise<Book> {
  const book = await freshBook({ engine: 'postgres' });
  const store = await openLog(book);
  await fillLog(store, chargerStreams(planBook(CHARGERS)));
  await store.close();
  return book;
}

async function copy(from: Book, to: Book): Promise<void> {
  const [source, target] = [await openLog(from), await openLog(to)];
  const { signal } = new AbortController();
  const report = await copyLog({ source, target, signal, onProgress: () => undefined });
  expect(report.target).toEqual(report.source);
  await source.close();
  await target.close();
}

/** All that the projections of the service make of the log of the book. */
async function listsOf({ databaseUrl, log }: Book): Promise<Lists> {
  const engines = await openEngines({
    places: { databaseUrl, log },
    projections: 'only',
    listTimeoutMs: 0,
    onNotice: () => undefined,
    onReport: () => undefined,
  });
  await engines.projections.untilFilled();
  await engines.close();
  return onDatabase(databaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ readonly name: string }>(TABLES);
    const lists: Record<string, readonly string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ readonly row: string }>(
        `select (to_jsonb(list) - 'position')::text as row from read.${name} list order by 1`,
      );
      lists[name] = rows.map(({ row }) => row);
    }
    return lists;
  });
}

async function expectSameListsOn(server: LogPlace): Promise<void> {
  const first = await filledBook();
  const moved = await freshBook(server);
  const back = await freshBook({ engine: 'postgres' });
  await copy(first, moved);
  await copy(moved, back);
  const lists = await listsOf(first);
  const chargers = Object.entries(lists).find(([name]) => name.startsWith('charger_list_v'));
  expect(chargers?.[1]).toHaveLength(CHARGERS);
  expect(await listsOf(moved)).toEqual(lists);
  expect(await listsOf(back)).toEqual(lists);
}

describe('The lists of a book whose log moves to the double of an EventStoreDB and back', () => {
  it('are the same at every place, row by row', async () => {
    const double = await startEventStoreDbDouble();
    closing.push(() => double.stop());
    await expectSameListsOn({ engine: 'eventstoredb', url: double.connectionString });
  });
});

describeWithServer('The lists of a book whose log moves to an EventStoreDB and back', () => {
  it('are the same at every place, row by row', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lists-between-engines-'));
    const server = await startEventStoreDb(folder, 1);
    closing.push(() => server.remove());
    await expectSameListsOn({ engine: 'eventstoredb', url: server.url });
  });
});
