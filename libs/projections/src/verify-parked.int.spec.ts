import { setTimeout as pause } from 'node:timers/promises';

import { type Pool } from 'pg';

import { type ProjectionRunner } from './projection-runner';
import { ProjectionsHarness } from './testing/projections-harness';
import { storeFollowedBy } from './testing/store-followed-by';
import { verifyBoxes } from './testing/verify-boxes';

/** Long enough that a batch is not joined to the one before. */
const GAP_MS = 20;

jest.setTimeout(120_000);

describe('a verification of lists with parked rows', () => {
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

  it('passes over a row that the lists parked, and that a later one hides in a page', async () => {
    await fill();
    for (const weightKilograms of [2, 5_000, 3]) {
      const position = await harness.append([{ box: 'heavy', weightKilograms }, { box: 'light' }]);
      await runner.waitFor('boxes', position, 20_000);
    }
    const { rows } = await pool.query(
      'select weight_kilograms w, change_count c from read.box_list_v1_g1',
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { w: '2.0', c: 1 },
        { w: '1.5', c: 3 },
      ]),
    );
    const { verified, differences } = await verifyBoxes(harness, pool);
    expect(differences).toEqual([]);
    expect(verified).toMatchObject({ rowCount: 3, parkedCount: 1 });
  });

  it('passes over a row that the lists took in a page, and that it must park itself', async () => {
    await harness.append(
      [2, 5_000, 3].map((weightKilograms) => ({ box: 'heavy', weightKilograms })),
    );
    await fill();
    const { store: kept } = harness;
    const store = storeFollowedBy(kept, async function* (after, signal) {
      for await (const batch of kept.follow(after, signal)) {
        for (const event of batch.events) {
          yield { events: [event], position: event.position, caughtUp: false };
          await pause(GAP_MS);
        }
      }
    });
    const { verified, differences } = await verifyBoxes({ store }, pool);
    expect(differences).toEqual([]);
    expect(verified).toMatchObject({ rowCount: 2, parkedCount: 1 });
  });

  it('compares rows that both have parked at the same event', async () => {
    await harness.append([
      { box: 'a', label: 'one' },
      { box: 'a', label: 'poison' },
    ]);
    await fill();
    await pool.query(`update read.box_list_v1_g1 set last_label = 'forged'`);
    const { verified, differences } = await verifyBoxes(harness, pool);
    expect(differences).toMatchObject([{ key: 'a', stored: '"forged"', folded: '"one"' }]);
    expect(verified.parkedCount).toBe(1);
  });

  it('is refused when the lists were begun anew behind it', async () => {
    await harness.append([{ box: 'a' }]);
    await fill();
    const before = `select mark_position, mark_event_id from read.generation`;
    const { rows } = await pool.query<{ mark_position: string; mark_event_id: string }>(before);
    const position = await harness.append([{ box: 'b' }]);
    await runner.waitFor('boxes', position, 20_000);
    await runner.stop();
    const { store: kept } = harness;
    const store = storeFollowedBy(kept, async function* (after, signal) {
      await pool.query('update read.generation set mark_position = $1, mark_event_id = $2', [
        rows[0]?.mark_position,
        rows[0]?.mark_event_id,
      ]);
      yield* kept.follow(after, signal);
    });
    await expect(verifyBoxes({ store }, pool)).rejects.toThrow(
      'the lists of boxes were begun anew meanwhile: run this again',
    );
  });
});
