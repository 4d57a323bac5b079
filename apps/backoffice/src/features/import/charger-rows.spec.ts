import { type ChargerRow, chargerRows } from './charger-rows';
import { FIELDS } from './columns';

const MAPPING = Object.fromEntries(FIELDS.map((field, index) => [field, index]));
const GOOD = ['A-1', '32', 'Main', 'account'];

function rowsOf(...cells: (readonly string[] | undefined)[]): readonly ChargerRow[] {
  const lines = cells.map((each, index) => ({ line: index + 2, cells: each }));
  return chargerRows(lines, MAPPING, FIELDS.length);
}

function faultsOf(cells: readonly string[] | undefined): readonly string[] {
  return rowsOf(cells).flatMap(({ faults }) => faults);
}

describe('A row of chargers', () => {
  it('is read as the interface takes it', () => {
    const cells = [...GOOD, 'EMP-1', 'Day; Night', 'By the lift', '', 'P1', '[{"number":1}]'];
    expect(rowsOf(cells)).toEqual([
      {
        line: 2,
        chargerId: 'A-1',
        panel: 'Main',
        limit: '32',
        scope: 'account',
        driverExternalId: 'EMP-1',
        groups: ['Day', 'Night'],
        members: {
          chargerId: 'A-1',
          limitAmps: 32,
          alias: 'By the lift',
          qaAlias: null,
          parking: 'P1',
          connectors: [{ number: 1 }],
        },
        faults: [],
      },
    ]);
  });

  it.each([
    ['32,5', 32.5],
    ['32 A', 32],
    ['6.0', 6],
  ])('takes the limit %p', (limit, limitAmps) => {
    const [row] = rowsOf(['A-1', limit, 'Main', 'account']);
    expect(row).toMatchObject({ members: { limitAmps }, faults: [] });
  });

  it('says nothing of columns that are not there', () => {
    const mapping = { chargerId: 0, limitAmps: 1, panel: 2, scope: 3 };
    const [row] = chargerRows([{ line: 2, cells: GOOD }], mapping, 4);
    expect(row?.members).toEqual({ chargerId: 'A-1', limitAmps: 32 });
  });

  it('takes a value that is the same for all rows', () => {
    const mapping = {
      chargerId: 0,
      limitAmps: { fixed: '16' },
      panel: 1,
      scope: { fixed: 'open' },
    };
    const [row] = chargerRows([{ line: 1, cells: ['A-1', 'Main'] }], mapping, 2);
    expect(row).toMatchObject({ scope: 'open', members: { limitAmps: 16 }, faults: [] });
  });

  it.each([
    ['broken quotes', undefined, ['The quotes of the line are broken.']],
    ['a cell too many', Array.from({ length: 13 }, () => 'x'), [/13 cells, the first line 12/]],
    ['no limit', ['A-1', '', 'Main', 'open'], ['Limit is missing.']],
    ['nothing', [''], ['Charger ID', 'Limit', 'Parent panel', 'Charger scope']],
    ['a limit in words', ['A-1', 'thirty', 'Main', 'open'], [/"thirty" is not a number/]],
    ['a strange scope', ['A-1', '32', 'Main', 'staff'], [/"staff" is no scope/]],
    ['broken JSON', [...GOOD, '', '', '', '', '', '{'], [/Connectors is not a list/]],
  ])('is spoilt by %s', (_what, cells, wanted) => {
    const faults = faultsOf(cells);
    expect(faults).toEqual(wanted.map((each) => expect.stringMatching(each) as string));
  });

  it('of two with one Charger ID the first counts', () => {
    const rows = rowsOf(GOOD, ['a-1 ', '16', 'Main', 'open']);
    expect(rows.map(({ faults }) => faults)).toEqual([[], ['Line 2 has the same Charger ID.']]);
  });
});
