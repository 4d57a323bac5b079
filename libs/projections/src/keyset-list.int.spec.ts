import { type Condition, type RowKeys } from './keyset-query';
import { type Page, readPage } from './keyset-list';
import { ReadTables } from './read-tables';
import { boxes, boxList, ProjectionsHarness } from './testing/projections-harness';

const FEW = 30;
const MANY = 700;
const PAGE = 7;

/** Every fifth box is of no kind that is asked for. */
const KINDS = ['red', 'blue', 'red', 'green', 'black'];

interface Listed {
  readonly id: string;
}

interface Asked {
  readonly alternatives: readonly Condition[];
  readonly isFalling?: boolean;
  readonly limit?: number;
  readonly isUncounted?: boolean;
}

function labelled(label: string): Condition {
  return { sql: 't.last_label = ?', values: [label] };
}

function lighterThan(kilograms: number): Condition {
  return { sql: 't.weight_kilograms < ?', values: [kilograms] };
}

describe('A list of which one of several conditions must hold', () => {
  let harness: ProjectionsHarness;
  let tables: ReadTables;

  beforeAll(async () => {
    harness = await ProjectionsHarness.start();
    const runner = harness.runner();
    runner.start();
    const facts = Array.from({ length: FEW }, (_, number) => ({
      box: `b${String(number).padStart(4, '0')}`,
      label: KINDS[number % KINDS.length] ?? '',
      weightKilograms: number % 4,
    }));
    const many = ['white', 'yellow'].flatMap((label) =>
      Array.from({ length: MANY }, (_, number) => ({
        box: `${label}-${number}`,
        label,
        weightKilograms: 900,
      })),
    );
    const position = await harness.append([...facts, ...many]);
    await runner.waitFor('boxes', position, 20_000);
    tables = new ReadTables(harness.pool(), boxes());
  }, 60_000);
  afterAll(() => harness.close());

  function pageOf(
    { alternatives, isFalling = false, limit = PAGE, isUncounted = false }: Asked,
    after: RowKeys | undefined,
  ): Promise<Page<Listed>> {
    return readPage(tables, { after, limit }, ({ table }) => ({
      table: table(boxList()),
      columns: 't.id as "id"',
      conditions: [lighterThan(999)],
      alternatives,
      orderBy: ['t.weight_kilograms', 't.id'],
      isFalling,
      isUncounted,
    }));
  }

  async function allPages(asked: Asked): Promise<readonly Page<Listed>[]> {
    const pages: Page<Listed>[] = [];
    let after: RowKeys | undefined;
    do {
      const page = await pageOf(asked, after);
      pages.push(page);
      after = page.lastKeys;
    } while (after !== undefined);
    return pages;
  }

  /** What must be found, by weight and id: numbers of boxes are in the order of their ids. */
  function expectedIds(kinds: readonly string[]): readonly string[] {
    return Array.from({ length: FEW }, (_, number) => number)
      .filter((number) => kinds.includes(KINDS[number % KINDS.length] ?? ''))
      .toSorted((left, right) => (left % 4) - (right % 4) || left - right)
      .map((number) => `b${String(number).padStart(4, '0')}`);
  }

  const idsOf = (pages: readonly Page<Listed>[]): readonly string[] =>
    pages.flatMap(({ items }) => items.map(({ id }) => id));

  it.each([
    ['one', ['red']],
    ['two', ['red', 'blue']],
    ['three', ['green', 'red', 'blue']],
    ['one of which nothing is', ['red', 'nowhere']],
  ])('merges %s in order on every page, rising and falling', async (_what, kinds) => {
    const alternatives = kinds.map((kind) => labelled(kind));
    const expected = expectedIds(kinds);
    expect(idsOf(await allPages({ alternatives }))).toEqual(expected);
    const falling = await allPages({ alternatives, isFalling: true });
    expect(idsOf(falling)).toEqual(expected.toReversed());
  });

  it('tells one total of all, the same on every page', async () => {
    const pages = await allPages({ alternatives: ['red', 'green'].map(labelled) });
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) {
      expect(page).toMatchObject({ total: 18, totalIsLowerBound: false });
    }
  });

  it('counts across them, so that together they may be more than is counted', async () => {
    const bounded = { total: 1_000, totalIsLowerBound: true };
    const alternatives = ['white', 'yellow'].map(labelled);
    const first = await pageOf({ alternatives }, undefined);
    expect(first).toMatchObject(bounded);
    expect(await pageOf({ alternatives }, first.lastKeys)).toMatchObject(bounded);
    const alone = await pageOf({ alternatives: [labelled('white')] }, undefined);
    expect(alone).toMatchObject({ total: MANY, totalIsLowerBound: false });
  });

  it('has the same pages where nobody asks how many there are', async () => {
    const alternatives = ['red', 'green'].map(labelled);
    const counted = await allPages({ alternatives });
    const uncounted = await allPages({ alternatives, isUncounted: true });
    expect(uncounted).toEqual(counted.map((page) => ({ ...page, total: 0 })));
  });

  it('asks of each what is its own', async () => {
    const alternatives = ['red', 'blue'].map((kind) => ({
      sql: 't.last_label = ? and t.weight_kilograms < ?',
      values: [kind, 1],
    }));
    const pages = await allPages({ alternatives });
    const expected = expectedIds(['red', 'blue']).filter((id) => Number(id.slice(1)) % 4 === 0);
    expect(idsOf(pages)).toEqual(expected);
  });
});
