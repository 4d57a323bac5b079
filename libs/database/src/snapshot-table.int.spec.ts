import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '../../../test/support/eventually';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { onDatabase } from '../../../test/support/on-database';
import { dropSnapshots, SnapshotTable } from './index';

const EVENT_ID = '3c0a4a52-35e1-5c0b-9d86-6f1d6a2f7c11';

/** Less than a statement may take. */
const LONG_MS = 4_000;

let database: TestDatabase;
const tables: SnapshotTable[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await Promise.all(tables.map((table) => table.close()));
  await database.drop();
});

function tableOf(code: string): SnapshotTable {
  const table = new SnapshotTable(database.url, () => Promise.resolve(code));
  tables.push(table);
  return table;
}

function snapshot(revision: bigint, ...bytes: number[]) {
  return { revision, eventId: EVENT_ID, fold: Buffer.from(bytes) };
}

describe('The table of snapshots', () => {
  it('may be made by several processes at once', async () => {
    const found = ['a', 'b', 'c', 'd'].map((code) => tableOf(code).find('site-0'));
    expect(await Promise.all(found)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('has the last snapshot of a stream, byte by byte', async () => {
    const table = tableOf('one');
    await table.keep('site-1', snapshot(2n ** 62n, 0));
    await table.keep('site-1', snapshot(7n, 0, 255, 39, 92));
    expect(await table.find('site-1')).toEqual(snapshot(7n, 0, 255, 39, 92));
    expect(await table.find('site-2')).toBeUndefined();
  });

  it('keeps the bytes of a view, and not those around it', async () => {
    const table = tableOf('one');
    const fold = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
    await table.keep('site-3', { ...snapshot(1n), fold });
    expect(await table.find('site-3')).toEqual(snapshot(1n, 2, 3));
  });

  it('gives back what takes many parts', async () => {
    const table = tableOf('one');
    const fold = Buffer.from(Array.from({ length: 1_500_001 }, (_, place) => place % 251));
    await table.keep('site-5', { ...snapshot(1n), fold });
    const { fold: found = Buffer.of() } = (await table.find('site-5')) ?? {};
    expect(fold.equals(found)).toBe(true);
  });

  it('has one of each code, until the other is of a day before', async () => {
    const [older, newer] = [tableOf('older'), tableOf('newer')];
    await older.keep('site-4', snapshot(9n, 1));
    expect(await newer.find('site-4')).toBeUndefined();
    await newer.keep('site-4', snapshot(9n, 2));
    expect(await newer.find('site-4')).toEqual(snapshot(9n, 2));
    expect(await older.find('site-4')).toEqual(snapshot(9n, 1));
    await onDatabase(database.url, (client) =>
      client.query(`update public.stream_snapshots set kept_at = now() - interval '25 hours'`),
    );
    await newer.keep('site-4', snapshot(10n, 3));
    expect(await older.find('site-4')).toBeUndefined();
  });

  it('is opened beside whoever reads it, and beside who copies all tables', async () => {
    await tableOf('one').keep('site-6', snapshot(1n, 1));
    await onDatabase(database.url, async (client) => {
      await client.query('begin; lock table public.stream_snapshots in access share mode');
      expect(await tableOf('one').find('site-6')).toEqual(snapshot(1n, 1));
      await client.query('rollback');
    });
  });

  it('is made anew after somebody dropped it', async () => {
    const table = tableOf('one');
    await table.keep('site-7', snapshot(1n, 1));
    await onDatabase(database.url, dropSnapshots);
    await expect(table.find('site-7')).rejects.toThrow('does not exist');
    expect(await table.find('site-7')).toBeUndefined();
  });

  it('keeps nothing when it is closed', async () => {
    const table = new SnapshotTable(database.url, () => Promise.resolve('one'));
    await table.keep('site-8', snapshot(1n, 1));
    await table.close();
    await table.keep('site-8', snapshot(2n, 2));
    expect(await tableOf('one').find('site-8')).toEqual(snapshot(1n, 1));
  });

  it('is closed at once while it keeps a snapshot that hangs, which is no trouble', async () => {
    const table = new SnapshotTable(database.url, () => Promise.resolve('one'));
    await table.keep('site-9', snapshot(1n, 1));
    await onDatabase(database.url, async (client) => {
      await client.query('begin; lock table public.stream_snapshots in exclusive mode');
      const keeping = table.keep('site-9', snapshot(2n, 2));
      const waiting = `select 1 from pg_locks where not granted
        and relation = 'public.stream_snapshots'::regclass`;
      await eventually(async () => expect((await client.query(waiting)).rows).toHaveLength(1));
      const late = pause(LONG_MS, 'late', { ref: false });
      expect(await Promise.race([table.close(), late])).toBeUndefined();
      await keeping;
      await client.query('rollback');
    });
  });

  it('is tried again when it could not be opened', async () => {
    let tries = 0;
    const nameCode = () => (++tries === 1 ? Promise.reject(new Error('no')) : Promise.resolve('x'));
    const table = new SnapshotTable(database.url, nameCode);
    tables.push(table);
    await expect(table.find('site-1')).rejects.toThrow('no');
    expect(await table.find('site-1')).toBeUndefined();
  });
});
