import { setTimeout as pause } from 'node:timers/promises';

import { type Projection, type ProjectionGroup } from './projection';
import { ReadTables } from './read-tables';
import { type BoxFact, ProjectionsHarness } from './testing/projections-harness';

interface LineRow {
  readonly position: string;
  readonly box: string;
}

const LINES: Projection<LineRow> = {
  name: 'lines',
  version: 1,
  isAppendOnly: true,
  table: {
    columns: { position: { type: 'text collate "C"' }, box: { type: 'text not null' } },
    primaryKey: 'position',
    indexes: [],
  },
  rowKeysOf: ({ recorded }) => [recorded.position],
  apply: (row, { data }, position) => {
    if (row !== undefined) throw new Error('a row was looked for');
    return { position, box: (data as BoxFact).box };
  },
};

const LAG_MS = 3_000;
const PROMPT: ProjectionGroup = { name: 'lines', projections: [LINES] };
const LATE: ProjectionGroup = { ...PROMPT, mayLagMs: LAG_MS };

describe('a projection with a row for each event', () => {
  let harness: ProjectionsHarness;

  beforeEach(async () => {
    harness = await ProjectionsHarness.start();
  }, 60_000);
  afterEach(() => harness.close());

  async function boxesOf(group: ProjectionGroup): Promise<readonly string[]> {
    const { parts } = await new ReadTables(harness.pool(), group).read<{ lines: LineRow }>(
      ({ table }) => ({
        parts: { lines: `select t.box from ${table(LINES)} t order by t.position` },
        values: [],
      }),
    );
    return parts.lines.map(({ box }) => box);
  }

  it('has each once, few and many at a time, whoever folds', async () => {
    const many = Array.from({ length: 400 }, (_, number) => ({ box: `many-${number}` }));
    const first = harness.runner({ groups: [PROMPT] });
    first.start();
    await first.waitFor('lines', await harness.append([{ box: 'one' }, { box: 'two' }]), 10_000);
    await first.stop();
    const second = harness.runner({ groups: [PROMPT] });
    second.start();
    await second.waitFor('lines', await harness.append(many), 10_000);
    await second.waitFor('lines', await harness.append([{ box: 'last' }]), 10_000);
    expect(await boxesOf(PROMPT)).toEqual(['one', 'two', ...many.map(({ box }) => box), 'last']);
  });

  it('may come late while nobody waits, and is there at once for who does', async () => {
    const runner = harness.runner({ groups: [LATE] });
    runner.start();
    await runner.waitFor('lines', await harness.append([{ box: 'first' }]), 10_000);
    const startedAtMs = performance.now();
    const position = await harness.append([{ box: 'second' }]);
    await pause(200);
    expect(await boxesOf(LATE)).toEqual(['first']);
    expect(await runner.waitFor('lines', position, LAG_MS)).toBe(true);
    expect(performance.now() - startedAtMs).toBeLessThan(LAG_MS);
    expect(await boxesOf(LATE)).toEqual(['first', 'second']);
  });
});
