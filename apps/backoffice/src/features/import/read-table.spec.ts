import { parse } from 'csv-parse/sync';

import { type ParseRecords, readTable } from './read-table';

const parseRecords: ParseRecords = (text, delimiter) =>
  parse(text, { delimiter, relax_column_count: true, trim: true });

function cellsOf(text: string): readonly (readonly string[] | undefined)[] {
  return readTable(text, parseRecords).lines.map(({ cells }) => cells);
}

describe('Reading a table', () => {
  it.each([
    ['commas', 'a,b\n1,2'],
    ['semicolons', 'a;b\n1;2'],
    ['tabs', 'a\tb\n1\t2'],
    ['carriage returns', 'a,b\r\n1,2\r\n'],
    ['a byte order mark', '\uFEFFa,b\n1,2'],
    ['blanks around cells', ' a , b\n1 ,2'],
    ['quotes', '"a","b"\n"1","2"'],
  ])('takes %s', (_what, text) => {
    expect(cellsOf(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('takes a decimal comma for no delimiter where semicolons stand between cells', () => {
    expect(cellsOf('id;limit\nA;32,5')).toEqual([
      ['id', 'limit'],
      ['A', '32,5'],
    ]);
  });

  it('leaves out blank lines and those of delimiters alone, and counts them', () => {
    const { lines } = readTable('a,b\n\n,,\n1,2\n;;\n\n', parseRecords);
    expect(lines.map(({ line }) => line)).toEqual([1, 4]);
  });

  it('spoils a line whose quotes are broken, and no other', () => {
    expect(cellsOf('a,b\n"1,2\n3,4')).toEqual([['a', 'b'], undefined, ['3', '4']]);
  });

  it('keeps a delimiter within quotes', () => {
    expect(cellsOf('a,b\n"1,5",2')).toEqual([
      ['a', 'b'],
      ['1,5', '2'],
    ]);
  });

  it('finds nothing in nothing', () => {
    expect(cellsOf(' \n\n')).toEqual([]);
  });
});
