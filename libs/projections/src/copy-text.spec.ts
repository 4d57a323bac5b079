import { copyLine, writerOf } from './copy-text';

const lineOf = (value: unknown, type: string): string => copyLine([value], [writerOf({ type })]);

describe('A line of a copy', () => {
  it('escapes what would end a field or a line', () => {
    expect(lineOf('a\tb\nc\rd\\e', 'text not null')).toBe('a\\tb\\nc\\rd\\\\e\n');
  });

  it('tells an empty text from none', () => {
    expect(lineOf('', 'text')).toBe('\n');
    expect(lineOf(null, 'text')).toBe('\\N\n');
    expect(lineOf('\\N', 'text')).toBe('\\\\N\n');
  });

  it('quotes the items of a list', () => {
    expect(lineOf(['a"b', 'c,d', '', 'e\\f'], 'text[] not null')).toBe(
      '{"a\\\\"b","c,d","","e\\\\\\\\f"}\n',
    );
    expect(lineOf([], 'text[] not null')).toBe('{}\n');
  });

  it('writes facts as JSON, and numbers and switches plainly', () => {
    expect(lineOf({ name: 'a\nb' }, 'json not null')).toBe('{"name":"a\\\\nb"}\n');
    expect(lineOf(1.5, 'integer')).toBe('1.5\n');
    expect(lineOf(true, 'boolean')).toBe('true\n');
  });
});
