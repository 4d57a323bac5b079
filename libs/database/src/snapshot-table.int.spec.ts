import { type Pool } from 'pg';

import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database';
import { openPool, SnapshotTable } from './index';

const EVENT_ID = '3c0a4a52-35e1-5c0b-9d86-6f1d6a2f7c11';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  const applicationName = 'snapshot table spec';
  const common = { maxConnections: 4, statementTimeoutMs: 0 };
  pool = openPool({ url: database.url, applicationName, ...common });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

function snapshot(revision: bigint, ...bytes: number[]) {
  return { revision, eventId: EVENT_ID, fold: Buffer.from(bytes) };
}

describe('The table of snapshots', () => {
  it('may be made by several processes at once', async () => {
    const opened = await Promise.all(
      Array.from({ length: 4 }, (_, code) => SnapshotTable.open(pool, `code ${code}`)),
    );
    expect(opened).toHaveLength(4);
  });

  it('has the last snapshot of a stream, byte by byte', async () => {
    const table = await SnapshotTable.open(pool, 'one');
    await table.keep('site-1', snapshot(2n ** 62n, 0));
    await table.keep('site-1', snapshot(7n, 0, 255, 39, 92));
    expect(await table.find('site-1')).toEqual(snapshot(7n, 0, 255, 39, 92));
    expect(await table.find('site-2')).toBeUndefined();
  });

  it('keeps the bytes of a view, and not those around it', async () => {
    const table = await SnapshotTable.open(pool, 'one');
    const fold = new Uint8Array([1, 2, 3, 4]).subarray(1, 3);
    await table.keep('site-3', { ...snapshot(1n), fold });
    expect(await table.find('site-3')).toEqual(snapshot(1n, 2, 3));
  });

  it('hands out nothing that other code has made, and replaces it', async () => {
    const older = await SnapshotTable.open(pool, 'older');
    const newer = await SnapshotTable.open(pool, 'newer');
    await older.keep('site-4', snapshot(9n, 1));
    expect(await newer.find('site-4')).toBeUndefined();
    await newer.keep('site-4', snapshot(9n, 2));
    expect(await newer.find('site-4')).toEqual(snapshot(9n, 2));
    expect(await older.find('site-4')).toBeUndefined();
  });
});
