import { type FollowedBatch, type RecordedEvent, type StreamName } from '@chargebook/event-store';
import { type Pool } from 'pg';

import { CheckpointMoved } from './database-errors';
import { GenerationWriter } from './generation-writer';
import { beginGeneration } from './generations';
import { versionOf } from './names';
import { type ProjectionGroup } from './projection';
import {
  type BoxFact,
  boxes,
  boxList,
  parse,
  ProjectionsHarness,
  SHELVES,
} from './testing/projections-harness';
import { createRegistry, type Generation, keptGenerations } from './registry';

describe('folding a batch', () => {
  let harness: ProjectionsHarness;
  let pool: Pool;
  let generation: Generation;

  beforeEach(async () => {
    harness = await ProjectionsHarness.start();
    pool = harness.pool();
    const client = await pool.connect();
    await createRegistry(client);
    client.release();
    const { identity } = harness.store;
    await beginGeneration({ pool }, { group: boxes(), identity, which: 'first' });
    generation = await present();
  });
  afterEach(() => harness.close());

  async function present(): Promise<Generation> {
    const kept = await keptGenerations(pool, { name: 'boxes', version: versionOf(boxes()) });
    if (kept[0] === undefined) throw new Error('no generation is kept');
    return kept[0];
  }

  async function writer(group: ProjectionGroup = boxes()): Promise<GenerationWriter> {
    const opened = await GenerationWriter.open({ setting: { pool }, group, parse }, generation);
    if (opened === undefined) throw new Error('the generation is not kept');
    return opened;
  }

  async function log(): Promise<FollowedBatch> {
    const { signal } = new AbortController();
    const events: RecordedEvent[] = [];
    for await (const batch of harness.store.follow('start', signal)) {
      events.push(...batch.events);
      if (batch.caughtUp) return { ...batch, events };
    }
    throw new Error('the log gave nothing');
  }

  async function list(): Promise<readonly unknown[]> {
    const { rows } = await pool.query(
      'select id, last_label, change_count from read.box_list_v1_g1 order by id',
    );
    return rows;
  }

  it('writes rows and checkpoint, and reads its own rows back as they were', async () => {
    await harness.append([{ box: 'a', label: 'one', weightKilograms: 2.5 }, { box: 'b' }]);
    const first = await writer();
    await first.write(await log());
    expect((await present()).checkpoint).toEqual(first.reached);

    await harness.append([{ box: 'a', label: 'two' }]);
    const other = await writer();
    const { events, ...rest } = await log();
    await other.write({ ...rest, events: events.slice(2) });
    const { rows } = await pool.query("select * from read.box_list_v1_g1 where id = 'a'");
    expect(rows).toEqual([
      {
        id: 'a',
        last_label: 'two',
        weight_kilograms: '1.5',
        labels: ['one', 'two'],
        change_count: 2,
      },
    ]);
  });

  it('removes a row, also one of the same batch, and makes it anew', async () => {
    await harness.append([{ box: 'a' }, { box: 'b' }, { box: 'c' }, { box: 'c', isRemoved: true }]);
    const steady = await writer();
    await steady.write(await log());
    expect(await list()).toMatchObject([{ id: 'a' }, { id: 'b' }]);
    await harness.append([
      { box: 'a', isRemoved: true },
      { box: 'b', isRemoved: true },
      { box: 'b', label: 'again' },
    ]);
    const { events, ...rest } = await log();
    await steady.write({ ...rest, events: events.slice(4) });
    expect(await list()).toEqual([{ id: 'b', last_label: 'again', change_count: 1 }]);
  });

  it('lets one of the writers at one checkpoint fold, and the others do none of it', async () => {
    await harness.append(Array.from({ length: 50 }, (_, index) => ({ box: `box ${index % 5}` })));
    const rivals = await Promise.all([writer(), writer(), writer()]);
    const batch = await log();
    const ends = await Promise.allSettled(rivals.map((rival) => rival.write(batch)));
    const failures = ends.filter((end) => end.status === 'rejected');
    expect(failures).toHaveLength(2);
    for (const { reason } of failures) expect(reason).toBeInstanceOf(CheckpointMoved);
    const { rows } = await pool.query('select change_count from read.box_list_v1_g1');
    expect(rows).toEqual(Array.from({ length: 5 }, () => ({ change_count: 10 })));
  });

  it('does nothing of a batch whose connection is cut, and all of it when redone', async () => {
    await harness.append([{ box: 'a' }, { box: 'b' }]);
    const batch = await log();
    const kill = new AbortController();
    const list1 = boxList();
    const cutting: ProjectionGroup = {
      name: 'boxes',
      projections: [
        list1,
        {
          ...SHELVES,
          apply: (row, event, key) => {
            kill.abort();
            return SHELVES.apply(row as never, event, key);
          },
        },
      ],
    };
    const setting = { pool, kill: kill.signal };
    const cut = await GenerationWriter.open({ setting, group: cutting, parse }, generation);
    await expect(cut?.write(batch)).rejects.toThrow(/terminated|released|queryable|closed/i);
    expect(await list()).toEqual([]);
    expect((await present()).checkpoint.mark).toBeUndefined();

    await (await writer()).write(batch);
    expect(await list()).toHaveLength(2);
  });

  it('parks the rows of events that code or database refuse, and takes the others', async () => {
    await harness.append([
      { box: 'a', label: 'good' },
      { box: 'a', label: 'poison' },
      { box: 'a', label: 'too late' },
      { box: 'b', label: 'fine', weightKilograms: 12_345 },
      { box: 'c', label: 'untouched' },
      { box: 'd', label: 'zero \u0000 byte' },
    ]);
    const { poison } = await (await writer()).write(await log());
    expect(poison.map(({ rowKeys }) => rowKeys)).toEqual([['a'], ['b'], ['d']]);
    expect(await list()).toEqual([
      { id: 'a', last_label: 'good', change_count: 1 },
      { id: 'c', last_label: 'untouched', change_count: 1 },
    ]);
    const shelves = await pool.query('select box_count from read.shelf_count_v1_g1');
    expect(shelves.rows).toEqual([{ box_count: 6 }]);
    const parked = await pool.query('select touched, error from read.parked order by touched');
    expect(parked.rows[0]).toEqual({ touched: 'a', error: 'this label cannot be taken' });

    await harness.append([{ box: 'a', label: 'still parked' }, { box: 'c' }]);
    const later = await writer();
    const batch = await log();
    await later.write({ ...batch, events: batch.events.slice(6) });
    expect(await list()).toMatchObject([{ change_count: 1 }, { change_count: 2 }]);
  });

  it('parks the stream of an event that cannot be read at all', async () => {
    await harness.append([{ box: 'a' }, 'garbage', { box: 'a' }, { box: 'b' }]);
    await harness.append([{ box: 'c' }]);
    const { poison } = await (await writer()).write(await log());
    expect(poison.map(({ projection }) => projection)).toEqual(['box-list', 'shelf-count']);
    expect(await list()).toMatchObject([
      { id: 'a', change_count: 1 },
      { id: 'c', change_count: 1 },
    ]);
  });

  it('parks what others have named as no table can take it', async () => {
    await harness.append(['garbage', { box: 'a' }, { label: 'poison' } as BoxFact, { box: 'b' }]);
    const { events, ...batch } = await log();
    const [stream, type] = [`box-${'\0x'.repeat(5_000)}` as StreamName, 'Odd\0'];
    const [odd, its, keyless, other] = events as [RecordedEvent, RecordedEvent, ...RecordedEvent[]];
    const named = [{ ...odd, stream, type }, { ...its, stream }, keyless, other] as RecordedEvent[];
    const { poison } = await (await writer()).write({ ...batch, events: named });
    expect(poison).toHaveLength(3);
    expect(await list()).toEqual([]);
    const parked = await pool.query(
      "select touched from read.parked where projection = 'box-list'",
    );
    expect(parked.rows).toHaveLength(2);
  });

  it('stops before an event that is newer than the code', async () => {
    await harness.append([{ box: 'a' }]);
    const newerAt = await harness.append([{ box: 'b' }], 2);
    await harness.append([{ box: 'c' }]);
    const stopped = await writer();
    const { waitingFor } = await stopped.write(await log());
    expect(waitingFor).toMatchObject({ newerThanCode: 'BoxLabelled version 2' });
    expect(waitingFor?.recorded.position).toBe(newerAt);
    expect(await list()).toMatchObject([{ id: 'a' }]);
    expect(stopped.reached.position).toBe(stopped.reached.mark?.position);
  });
});
