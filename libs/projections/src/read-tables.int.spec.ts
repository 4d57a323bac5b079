import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

import { StoreUnavailable } from '@chargebook/event-store';
import { Pool } from 'pg';

import { boxes, boxList, ProjectionsHarness, SHELVES } from './testing/projections-harness';
import {
  columnsOf,
  QueryTooSlow,
  type ReadQuery,
  ReadTables,
  type TableNames,
} from './read-tables';
import { openSnapshot } from './snapshot';

interface Parts {
  readonly items: { readonly id: string; readonly weightKilograms: number };
  readonly total: { readonly count: number };
}

function heavierThan(kilograms: number): (tables: TableNames) => ReadQuery<Parts> {
  return (tables) => {
    const from = `from ${tables.table(boxList())} t where t.weight_kilograms > $1`;
    return {
      parts: {
        items: `select ${columnsOf(boxList())} ${from} order by t.weight_kilograms desc limit $2`,
        total: `select count(*)::int as count ${from}`,
      },
      values: [kilograms, 2],
    };
  };
}

describe('reading tables', () => {
  let harness: ProjectionsHarness;

  beforeEach(async () => {
    harness = await ProjectionsHarness.start();
    const runner = harness.runner();
    runner.start();
    const weights = [3.5, 1, 9, 4.1];
    const facts = weights.map((weightKilograms) => ({
      box: `b${weightKilograms}`,
      weightKilograms,
    }));
    const position = await harness.append(facts);
    await runner.waitFor('boxes', position, 10_000);
  });
  afterEach(() => harness.close());

  it('answers parts, position and generation of one moment, rows as they were folded', async () => {
    const answer = await new ReadTables(harness.pool(), boxes()).read(heavierThan(2));
    expect(answer.parts.items.map(({ weightKilograms }) => weightKilograms)).toEqual([9, 4.1]);
    expect(answer.parts.items[0]).toEqual({
      id: 'b9',
      lastLabel: '',
      weightKilograms: 9,
      labels: [''],
      changeCount: 1,
    });
    expect(answer.parts.total).toEqual([{ count: 3 }]);
    expect(answer.position).toBe(await harness.store.head());
    expect(answer.generation).toBe(1);
  });

  it('shows one position for all tables of the group, whatever is folded meanwhile', async () => {
    const reader = new ReadTables(harness.pool(), boxes());
    const writing = (async () => {
      for (let round = 0; round < 40; round += 1) await harness.append([{ box: `r${round}` }]);
    })();
    for (let round = 0; round < 40; round += 1) {
      const { parts } = await reader.read<{ both: { boxCount: number; shelfSum: number } }>(
        (tables) => ({
          parts: {
            both: `select (select count(*) from ${tables.table(boxList())})::int as "boxCount",
              (select sum(box_count) from ${tables.table(SHELVES)})::int as "shelfSum"`,
          },
          values: [],
        }),
      );
      expect(parts.both[0]?.boxCount).toBe(parts.both[0]?.shelfSum);
    }
    await writing;
  });

  it('shows through a snapshot what there was when it was opened, at any time', async () => {
    const pool = harness.pool({ max: 1 });
    const snapshot = await openSnapshot(pool, boxes());
    const before = await snapshot.tables.read(heavierThan(2));
    const position = await harness.append([{ box: 'later', weightKilograms: 7 }]);
    await harness.runner().waitFor('boxes', position, 10_000);
    expect(await snapshot.tables.read(heavierThan(2))).toEqual(before);
    await snapshot.close();
    await snapshot.close();
    // The pool's only connection is free again, and in no transaction.
    const after = await new ReadTables(pool, boxes()).read(heavierThan(2));
    expect(after.position >= position).toBe(true);
    expect(after.parts.total).toEqual([{ count: 4 }]);
  });

  it('says so when the statement limit of the pool ended the query', async () => {
    const pool = harness.pool({ statement_timeout: 30 });
    const slow = new ReadTables(pool, boxes()).read<{ rows: object }>(() => ({
      parts: { rows: 'select pg_sleep(5)::text as slept' },
      values: [],
    }));
    await expect(slow).rejects.toBeInstanceOf(QueryTooSlow);
  });

  it('says so when the database does not answer at all', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const pool = new Pool({ host: '127.0.0.1', port, connectionTimeoutMillis: 50 });
    const asked = new ReadTables(pool, boxes()).read(heavierThan(1));
    await expect(asked).rejects.toBeInstanceOf(StoreUnavailable);
    await pool.end();
    silent.close();
  });
});
