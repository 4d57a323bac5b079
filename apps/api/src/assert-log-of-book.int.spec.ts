import { randomUUID } from 'node:crypto';

import { openPostgresEventStore, type StreamName } from '@chargebook/event-store';

import { createTestDatabase } from '../../../test/support/test-database';
import { assertLogOfBook } from './assert-log-of-book';
import { type Engines, openEngines } from './engines';

const closes: (() => Promise<unknown>)[] = [];
let engines: Engines;

beforeAll(async () => {
  const database = await createTestDatabase();
  engines = await openEngines({
    places: { databaseUrl: database.url, log: { engine: 'postgres' } },
    projections: 'only',
    listTimeoutMs: 0,
    onNotice: () => undefined,
    onReport: () => undefined,
  });
  closes.push(
    () => database.drop(),
    () => engines.close(),
  );
  await engines.projections.untilFilled();
});

afterAll(async () => {
  for (const close of closes.reverse()) await close();
});

async function openAnother() {
  const database = await createTestDatabase();
  const store = await openPostgresEventStore({ connectionString: database.url });
  closes.push(
    () => database.drop(),
    () => store.close(),
  );
  return store;
}

const note = (text: string) => ({
  id: randomUUID(),
  type: 'Noted',
  data: JSON.stringify({ text }),
  metadata: '{}',
});

describe('A log that the database of the book is opened with', () => {
  it('may be any while nothing was read into the lists', async () => {
    await expect(assertLogOfBook(engines.readPool, await openAnother())).resolves.toBeUndefined();
  });

  it('is refused when it is empty and the lists were made from another', async () => {
    const { store } = engines;
    const { position } = await store.append('site-1' as StreamName, 'no-stream', [note('here')]);
    await expect(engines.projections.waitFor('sites', position, 5_000)).resolves.toBe(true);
    await expect(assertLogOfBook(engines.readPool, await openAnother())).rejects.toThrow(
      `lists of another one, ${store.identity.storeId}`,
    );
    await expect(assertLogOfBook(engines.readPool, store)).resolves.toBeUndefined();
  });

  it('may be another one that holds a book: the lists are made anew from it', async () => {
    const copy = await openAnother();
    await copy.append('site-1' as StreamName, 'no-stream', [note('there')]);
    await expect(assertLogOfBook(engines.readPool, copy)).resolves.toBeUndefined();
  });
});
