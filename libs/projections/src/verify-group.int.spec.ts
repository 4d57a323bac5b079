import { type Pool } from 'pg';

import { listGenerations } from './generation-list';
import { type ProjectionRunner } from './projection-runner';
import { newerParse, parse, ProjectionsHarness } from './testing/projections-harness';
import { type VerifiedBoxes, verifyBoxes } from './testing/verify-boxes';

/** Each that cannot be taken costs its whole page one by one, there as here. */
const MOST_WRITES = 100;

jest.setTimeout(120_000);

describe('a verification', () => {
  let harness: ProjectionsHarness;
  let pool: Pool;
  let runner: ProjectionRunner;

  beforeEach(async () => {
    harness = await ProjectionsHarness.start();
    pool = harness.pool();
    runner = harness.runner();
  });
  afterEach(() => harness.close());

  async function fill(): Promise<void> {
    runner.start();
    await runner.untilFilled();
  }

  const verify = (parsing = parse): Promise<VerifiedBoxes> => verifyBoxes(harness, pool, parsing);

  it('finds every row as the log has it, parked ones alike, while more is written', async () => {
    await harness.append([{ box: 'a', label: 'one' }, { box: 'b', label: 'poison' }, 'garbage']);
    await fill();
    let isOver = false;
    const write = async (): Promise<void> => {
      for (let count = 0; !isOver && count < MOST_WRITES; count += 1) {
        await harness.append([
          { box: `box ${count % 7}`, label: `label ${count}`, isRemoved: count % 5 === 0 },
          { box: 'heavy', weightKilograms: count === 3 ? 5_000 : count },
        ]);
      }
    };
    const writing = write();
    const answers = [await verify(), await verify()];
    isOver = true;
    await writing;
    expect(answers.map(({ differences }) => differences)).toEqual([[], []]);
    const positions = answers.map(({ verified }) => verified.position ?? '');
    expect(positions).toEqual(positions.toSorted());
    expect(answers[1]?.verified.parkedCount).toBeGreaterThan(0);
    expect(answers[1]?.verified.rowCount).toBeGreaterThan(0);
  });

  it('names table, key and field of what was changed, is missing, or is too much', async () => {
    await harness.append(['a', 'b', 'c'].map((box) => ({ box, label: `of ${box}` })));
    await fill();
    await pool.query(`update read.box_list_v1_g1 set last_label = 'forged' where id = 'a';
      delete from read.box_list_v1_g1 where id = 'b';
      insert into read.shelf_count_v1_g1 values ('forged', 7)`);
    const { verified, differences } = await verify();
    const folded = expect.stringContaining('"last_label": "of b"');
    expect(differences).toEqual([
      {
        table: 'read.box_list_v1_g1',
        key: 'a',
        field: 'last_label',
        stored: '"forged"',
        folded: '"of a"',
      },
      { table: 'read.box_list_v1_g1', key: 'b', field: undefined, stored: null, folded },
      {
        table: 'read.shelf_count_v1_g1',
        key: 'forged',
        field: undefined,
        stored: '{"shelf": "forged", "box_count": 7}',
        folded: null,
      },
    ]);
    expect(verified).toMatchObject({ generation: 1, rowCount: 4, differenceCount: 3 });
  });

  it('leaves nothing behind, and is refused where nothing can be compared', async () => {
    await expect(verify()).rejects.toThrow('relation "read.generation" does not exist');
    await fill();
    const position = await harness.append([{ box: 'a' }]);
    await runner.waitFor('boxes', position, 20_000);
    expect((await verify()).differences).toEqual([]);
    expect(await listGenerations(pool)).toMatchObject([{ generation: 1, isAttended: true }]);
    await runner.stop();
    expect(await listGenerations(pool)).toMatchObject([{ state: 'live', isAttended: false }]);
    await pool.query(`update read.generation set mark_event_id = gen_random_uuid()::text`);
    await expect(verify()).rejects.toThrow('the lists of boxes were made from another log');
    await pool.query(`update read.generation set state = 'retired'`);
    await expect(verify()).rejects.toThrow('boxes has no lists of this version yet');
  });

  it('stops at an event that is newer than the code that verifies', async () => {
    await harness.append([{ box: 'a' }], 2);
    runner = harness.runner({ parse: newerParse });
    await fill();
    await expect(verify()).rejects.toThrow('BoxLabelled version 2 is newer than this code');
  });
});
