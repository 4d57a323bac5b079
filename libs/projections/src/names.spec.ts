import { checkNames, snakeCase, tableOf, versionOf } from './names';
import { boxes, boxList } from './testing/projections-harness';

describe('names', () => {
  it('turns names of members and of projections into names of SQL', () => {
    expect(snakeCase('lastChangedAt')).toBe('last_changed_at');
    expect(snakeCase('charger-list')).toBe('charger_list');
  });

  it('names a table by projection, version and generation', () => {
    expect(tableOf(boxList(3), 2)).toBe('box_list_v3_g2');
  });

  it('gives the group another version when one of its projections has another', () => {
    expect(versionOf(boxes(1))).toBe('box-list@1+shelf-count@1');
    expect(versionOf(boxes(2))).toBe('box-list@2+shelf-count@1');
  });

  it('refuses a name that could not stand in SQL', () => {
    expect(() => checkNames({ ...boxes(), name: 'Boxes; drop' })).toThrow('no name');
    expect(() => checkNames({ ...boxes(), name: 'b'.repeat(33) })).toThrow('at most 32');
    const list = boxList();
    const table = { ...list.table, columns: { 'a"b': { type: 'text' } }, primaryKey: 'a"b' };
    expect(() => checkNames({ name: 'boxes', projections: [{ ...list, table }] })).toThrow('a"b');
    const lost = { ...list.table, primaryKey: 'lost' };
    expect(() => checkNames({ name: 'boxes', projections: [{ ...list, table: lost }] })).toThrow(
      'the key is no column',
    );
  });
});
