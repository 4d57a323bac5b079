import { FIELDS, isHeader, missingFields, recogniseColumns, unusedColumns } from './columns';

describe('Recognising columns', () => {
  it('knows every field by its name in the import format', () => {
    const mapping = recogniseColumns(FIELDS);
    expect(mapping).toEqual(Object.fromEntries(FIELDS.map((field, index) => [field, index])));
  });

  it('knows the words of the form, without case, blanks and signs', () => {
    const header = ['Charger ID', 'LIMIT (A)', 'Parent panel', 'Charger scope', 'QA alias'];
    const mapping = { chargerId: 0, limitAmps: 1, panel: 2, scope: 3, qaAlias: 4 };
    expect(recogniseColumns(header)).toEqual(mapping);
  });

  it('takes the better of two names, and none for what it does not know', () => {
    const header = ['Name', 'Alias', 'Colour', 'Charger'];
    expect(recogniseColumns(header)).toEqual({ alias: 1, chargerId: 3 });
  });

  it('tells a header from a row', () => {
    expect(isHeader(['Charger ID', 'x'])).toBe(true);
    expect(isHeader(['CA-322', '32', 'CC Pod', 'account'])).toBe(false);
  });

  it('says what is still needed; an empty value for all rows is none', () => {
    const mapping = { chargerId: 0, panel: { fixed: 'Main' }, scope: { fixed: ' ' } };
    expect(missingFields(mapping)).toEqual(['limitAmps', 'scope']);
  });

  it('says which columns are left out', () => {
    expect(unusedColumns(['id', 'colour', 'limit'], { chargerId: 0, limitAmps: 2 })).toEqual([
      'colour',
    ]);
  });
});
