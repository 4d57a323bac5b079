import { setTimeout as pause } from 'node:timers/promises';

import { type Pool } from 'pg';

import { type ProjectionGroup } from './projection';
import { type ProjectionRunner } from './projection-runner';
import {
  type BoxRow,
  boxes,
  boxList,
  eventually,
  newerParse,
  parse,
  ProjectionsHarness,
} from './testing/projections-harness';
import { columnsOf, type ReadAnswer, ReadModelNotReady, ReadTables } from './read-tables';
import { type ProjectionReport } from './reports';
import { type GroupStatus } from './status';

describe('the runner', () => {
  let harness: ProjectionsHarness;
  let pool: Pool;

  beforeEach(async () => {
    harness = await ProjectionsHarness.start();
    pool = harness.pool();
  });
  afterEach(() => harness.close());

  function list(group: ProjectionGroup = boxes()): Promise<ReadAnswer<{ boxes: BoxRow }>> {
    const [projection] = group.projections;
    return new ReadTables(pool, group).read<{ boxes: BoxRow }>((tables) => ({
      parts: {
        boxes: `select ${columnsOf(projection)} from ${tables.table(projection)} t order by t.id`,
      },
      values: [],
    }));
  }

  async function statusOf(runner: ProjectionRunner): Promise<GroupStatus> {
    const [status] = await runner.status();
    if (status === undefined) throw new Error('no group');
    return status;
  }

  async function hundredBoxes(label: string): Promise<void> {
    const facts = Array.from({ length: 100 }, (_, index) => ({ box: `box ${index}`, label }));
    await harness.append(facts);
  }

  it('fills an empty read model, indexes it, and then keeps it fresh', async () => {
    await hundredBoxes('old');
    await expect(list()).rejects.toBeInstanceOf(ReadModelNotReady);
    const runner = harness.runner();
    runner.start();
    await runner.untilFilled();
    const { rows } = await pool.query(`select indexname from pg_indexes
      where schemaname = 'read' and tablename = 'box_list_v1_g1' order by 1`);
    expect(rows).toEqual([
      { indexname: 'box_list_v1_g1_last_label' },
      { indexname: 'box_list_v1_g1_pkey' },
    ]);
    const position = await harness.append([{ box: 'new', label: 'new' }]);
    expect(await runner.waitFor('boxes', position, 10_000)).toBe(true);
    const answer = await list();
    expect(answer.parts.boxes).toHaveLength(101);
    expect(answer.position >= position).toBe(true);
    expect(await statusOf(runner)).toMatchObject({ state: 'live', lagMs: 0, parkedCount: 0 });
  });

  it('fills the read model of a log that holds nothing yet', async () => {
    const runner = harness.runner();
    runner.start();
    await runner.untilFilled();
    expect((await list()).parts.boxes).toEqual([]);
  });

  it('leaves out an index that the rows forbid, says so, and shows the rows', async () => {
    await harness.append([
      { box: 'a', label: 'same' },
      { box: 'b', label: 'same' },
    ]);
    const { table, ...rest } = boxList();
    const indexes = ['create unique index NAME_only on TABLE (last_label)', ...table.indexes];
    const group: ProjectionGroup = {
      name: 'boxes',
      projections: [{ ...rest, table: { ...table, indexes } }],
    };
    const reports: ProjectionReport[] = [];
    const runner = harness.runner({ groups: [group], report: (report) => reports.push(report) });
    runner.start();
    await runner.untilFilled();
    expect((await list(group)).parts.boxes).toHaveLength(2);
    expect(reports).toMatchObject([
      {
        kind: 'index-refused',
        index: {
          statement: indexes[0]
            ?.replace('TABLE', 'read.box_list_v1_g1')
            .replace('NAME', 'box_list_v1_g1'),
        },
      },
    ]);
  });

  it('works with four processes that start on an empty database at once', async () => {
    await hundredBoxes('old');
    const runners = Array.from({ length: 4 }, () => harness.runner());
    for (const runner of runners) runner.start();
    await Promise.all(runners.map((runner) => runner.untilFilled()));
    const states = await Promise.all(runners.map(statusOf));
    expect(states.map(({ state }) => state).toSorted()).toEqual([
      'live',
      'standby',
      'standby',
      'standby',
    ]);
    expect((await list()).parts.boxes.every(({ changeCount }) => changeCount === 1)).toBe(true);
  });

  it('lets the standby take over, and tells it of what the other one folds', async () => {
    const [first, second] = [harness.runner(), harness.runner()];
    first.start();
    await first.untilFilled();
    second.start();
    const position = await harness.append([{ box: 'a' }]);
    expect(await second.waitFor('boxes', position, 10_000)).toBe(true);
    expect((await statusOf(second)).state).toBe('standby');

    await first.stop();
    const later = await harness.append([{ box: 'a' }]);
    expect(await second.waitFor('boxes', later, 10_000)).toBe(true);
    expect((await statusOf(second)).state).toBe('live');
    expect((await list()).parts.boxes).toMatchObject([{ id: 'a', changeCount: 2 }]);
  });

  it('says in time that a position is not reached', async () => {
    const runner = harness.runner();
    runner.start();
    await runner.untilFilled();
    await runner.stop();
    const position = await harness.append([{ box: 'a' }]);
    expect(await harness.runner().waitFor('boxes', position, 50)).toBe(false);
  });

  it('gets over lost connections in the middle of a stream of events, once each', async () => {
    const runner = harness.runner();
    runner.start();
    await runner.untilFilled();
    for (let round = 0; round < 6; round += 1) {
      await Promise.all([
        hundredBoxes(`round ${round}`),
        harness.dropConnections(pool).catch(() => undefined),
      ]).catch(() => undefined);
    }
    const position = await harness.store.head();
    expect(await runner.waitFor('boxes', position, 20_000)).toBe(true);
    const events = await countOfEvents(pool);
    const { parts } = await list();
    expect(parts.boxes.reduce((sum, { changeCount }) => sum + changeCount, 0)).toBe(events);
    expect(events).toBeGreaterThan(0);
  });

  it('reports what it parks and goes on; a rebuild with mended code takes it all', async () => {
    const reports: ProjectionReport[] = [];
    const runner = harness.runner({ report: (report) => reports.push(report) });
    runner.start();
    await runner.untilFilled();
    const position = await harness.append([{ box: 'a', label: 'poison' }, { box: 'b' }]);
    await runner.waitFor('boxes', position, 10_000);
    expect(reports).toMatchObject([
      { kind: 'parked', poison: { projection: 'box-list', rowKeys: ['a'] } },
    ]);
    expect(await statusOf(runner)).toMatchObject({ state: 'live', parkedCount: 1 });
    await runner.stop();

    const [shelves] = boxes().projections.slice(1);
    if (shelves === undefined) throw new Error('no shelves');
    const list1 = boxList();
    const apply: typeof list1.apply = (row, event, key) => {
      const data = JSON.parse(event.recorded.data.replace('poison', 'mended'));
      return list1.apply(row, { ...event, data }, key);
    };
    const mended = harness.runner({
      groups: [{ name: 'boxes', projections: [{ ...list1, apply }, shelves] }],
    });
    await mended.rebuild('boxes');
    mended.start();
    await mended.untilFilled();
    expect((await list()).parts.boxes.map(({ lastLabel }) => lastLabel)).toEqual(['mended', '']);
    expect(await statusOf(mended)).toMatchObject({ generation: 2, parkedCount: 0 });
  });

  it('waits at an event that is newer than the code until newer code takes over', async () => {
    const reports: ProjectionReport[] = [];
    const older = harness.runner({ report: (report) => reports.push(report) });
    older.start();
    await older.untilFilled();
    const before = await harness.append([{ box: 'a' }]);
    const position = await harness.append([{ box: 'b' }], 2);
    await eventually(async () => {
      expect(await statusOf(older)).toMatchObject({ state: 'waiting', position: before });
    });
    expect((await list()).parts.boxes).toMatchObject([{ id: 'a' }]);
    // It is taken up once a second, and each time comes no further.
    await pause(2_500);
    expect(reports.map(({ kind }) => kind)).toEqual(['waiting']);

    const newer = harness.runner({ parse: newerParse });
    newer.start();
    expect(await older.waitFor('boxes', position, 20_000)).toBe(true);
    await eventually(async () => expect(await statusOf(older)).toMatchObject({ state: 'standby' }));
  });

  it('rebuilds beside, and switches without a moment in which readers see less', async () => {
    const runner = harness.runner();
    runner.start();
    await hundredBoxes('first');
    await runner.untilFilled();
    const before = await list();

    const reading = new AbortController();
    const seen: ReadAnswer<{ boxes: BoxRow }>[] = [];
    const reader = (async () => {
      while (!reading.signal.aborted) seen.push(await list());
    })();
    expect(await runner.rebuild('boxes')).toBe(2);
    await runner.untilFilled();
    await eventually(() => expect(seen.at(-1)?.generation).toBe(2));
    reading.abort();
    await reader;
    expect(seen.every(({ parts }) => parts.boxes.length === 100)).toBe(true);
    const positions = seen.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted());
    expect((await list()).parts).toEqual(before.parts);
  });

  it('switches while events keep coming', async () => {
    const runner = harness.runner();
    runner.start();
    await runner.untilFilled();
    const writing = new AbortController();
    const writer = (async () => {
      while (!writing.signal.aborted) await harness.append([{ box: 'busy' }]);
    })();
    await runner.rebuild('boxes');
    await runner.untilFilled();
    writing.abort();
    await writer;
    await runner.waitFor('boxes', await harness.store.head(), 10_000);
    const { generation, parts } = await list();
    expect(generation).toBe(2);
    expect(parts.boxes[0]?.changeCount).toBe(await countOfEvents(pool));
  });

  it('drops what nobody keeps any more, and nothing else', async () => {
    const runner = harness.runner();
    runner.start();
    await runner.untilFilled();
    const reader = new ReadTables(pool, boxes());
    const read = () =>
      reader.read<{ boxes: BoxRow }>((tables) => ({
        parts: { boxes: `select 1 as id from ${tables.table(boxList())}` },
        values: [],
      }));
    expect((await read()).generation).toBe(1);
    await runner.rebuild('boxes');
    await runner.untilFilled();
    await eventually(async () => {
      expect(await runner.dropUnused()).toEqual(['box_list_v1_g1', 'shelf_count_v1_g1']);
    });
    expect(await runner.dropUnused()).toEqual([]);
    expect((await read()).generation).toBe(2);
  });

  it('fills another version beside while the older code goes on', async () => {
    const older = harness.runner();
    older.start();
    await hundredBoxes('first');
    await older.untilFilled();
    const newer = harness.runner({ groups: [boxes(2)] });
    newer.start();
    await newer.untilFilled();
    const position = await harness.append([{ box: 'late' }]);
    expect(await older.waitFor('boxes', position, 10_000)).toBe(true);
    expect(await newer.waitFor('boxes', position, 10_000)).toBe(true);
    expect((await list(boxes(2))).parts).toEqual((await list()).parts);
    expect(await newer.dropUnused()).toEqual([]);

    await older.stop();
    expect(await newer.dropUnused()).toEqual(['box_list_v1_g1', 'shelf_count_v1_g1']);
  });

  it('rebuilds by itself when the log no longer holds what it has folded', async () => {
    const runner = harness.runner();
    runner.start();
    await runner.untilFilled();
    const position = await harness.append([{ box: 'a' }]);
    await runner.waitFor('boxes', position, 10_000);
    await runner.stop();
    await pool.query(`update read.generation set mark_event_id = gen_random_uuid()::text`);
    await pool.query(`insert into read.box_list_v1_g1 values ('lost', 'future', 1, '[]', 1)`);

    const restored = harness.runner();
    await restored.distrustLost();
    // Whoever reads before the rebuild must not be shown what was lost, be it for a moment.
    await expect(list()).rejects.toBeInstanceOf(ReadModelNotReady);
    restored.start();
    await restored.untilFilled();
    await eventually(async () => expect((await list()).generation).toBe(2));
    expect((await list()).parts.boxes.map(({ id }) => id)).toEqual(['a']);
  });

  it('rebuilds by itself what was folded from another store', async () => {
    const runner = harness.runner();
    runner.start();
    await runner.untilFilled();
    await runner.stop();
    await pool.query(`update read.generation set store_id = gen_random_uuid()::text`);
    const moved = harness.runner();
    await moved.distrustLost();
    await expect(list()).rejects.toBeInstanceOf(ReadModelNotReady);
    moved.start();
    await eventually(async () => expect((await list()).generation).toBe(2));
  });

  it('goes on showing what is of this log, whoever asks for trust', async () => {
    const runner = harness.runner();
    runner.start();
    const position = await harness.append([{ box: 'a' }]);
    await runner.waitFor('boxes', position, 10_000);
    await harness.runner().distrustLost();
    expect((await list()).parts.boxes.map(({ id }) => id)).toEqual(['a']);
  });

  it('leaves the fill to another process when told to, and goes on once it is done', async () => {
    await hundredBoxes('old');
    const reports: ProjectionReport[] = [];
    const api = harness.runner({ fills: 'elsewhere', report: (report) => reports.push(report) });
    api.start();
    const needed: ProjectionReport = { kind: 'fill-needed', group: 'boxes' };
    // Said again and again, for whoever was called first may have failed.
    await eventually(() => expect(reports.slice(0, 2)).toEqual([needed, needed]));
    const filler = harness.runner();
    filler.start();
    await filler.untilFilled();
    await filler.stop();
    await eventually(async () => expect(await statusOf(api)).toMatchObject({ state: 'live' }));
  });

  it('stops within its time in the middle of a fill, and begins where it ended', async () => {
    for (let round = 0; round < 30; round += 1) await hundredBoxes(`round ${round}`);
    const first = harness.runner();
    const begun = new Promise((resolve) => first.onAdvanced(resolve));
    first.start();
    await begun;
    await first.stop();
    const second = harness.runner();
    second.start();
    await second.untilFilled();
    const { parts } = await list();
    expect(parts.boxes.every(({ changeCount }) => changeCount === 30)).toBe(true);
  });

  it('outlives a parser that answers wrongly for a while', async () => {
    let isBroken = true;
    const runner = harness.runner({
      parse: (recorded) => (isBroken ? { newerThanCode: 'everything' } : parse(recorded)),
    });
    runner.start();
    const position = await harness.append([{ box: 'a' }]);
    await eventually(async () =>
      expect(await statusOf(runner)).toMatchObject({ state: 'waiting' }),
    );
    isBroken = false;
    expect(await runner.waitFor('boxes', position, 10_000)).toBe(true);
  });
});

async function countOfEvents(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from event_log where type = 'BoxLabelled'`,
  );
  return rows[0]?.count ?? 0;
}
