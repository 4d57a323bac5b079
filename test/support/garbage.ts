import { pick, type Random } from './seeded-random';

const TEXTS = [
  '',
  ' ',
  '*',
  '"1"',
  'null',
  'undefined',
  '-1',
  '1e999',
  '00000000-0000-0000-0000-000000000000',
  '__proto__',
  'constructor',
  "'; drop table events; --",
  '%',
  '_',
  '\\',
  '../../etc/passwd',
  '{{7*7}}',
  '\u0000',
  '\u202e\u0007',
  '\ud800',
  '𝄞⚡充电',
  'İ',
  '\u{10ffff}',
  'x'.repeat(300),
  'W/"12"',
  '99999999999999999999999999',
  '"18446744073709551616"',
];

const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.1,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  {},
  [[[[[]]]]],
  [null],
  { kind: 'private' },
  { toString: 1, valueOf: null },
  { length: 3 },
  'x'.repeat(5_000),
];

/** Text that has a form in UTF-8, as URLs and headers need it. */
export function garbageText(random: Random): string {
  return Buffer.from(pick(random, TEXTS)).toString();
}

export function garbageValue(random: Random): unknown {
  return random() < 0.5 ? pick(random, TEXTS) : pick(random, VALUES);
}

/** The JSON value with something in it replaced, taken out, added or wrapped. */
export function mutated(random: Random, value: unknown): unknown {
  if (random() < 0.15 || typeof value !== 'object' || value === null) return garbageValue(random);
  if (Array.isArray(value)) {
    const index = Math.floor(random() * (value.length + 1));
    return [...value.slice(0, index), mutated(random, value[index]), ...value.slice(index + 1)];
  }
  return mutatedObject(random, value as Readonly<Record<string, unknown>>);
}

function mutatedObject(random: Random, value: Readonly<Record<string, unknown>>): object {
  const names = Object.keys(value);
  const change = random();
  if (names.length === 0 || change < 0.2) {
    return JSON.parse(`{${JSON.stringify(garbageText(random))}:1,"__proto__":{"kind":"open"}}`);
  }
  const name = pick(random, names);
  const { [name]: taken, ...others } = value;
  return change < 0.4 ? others : { ...others, [name]: mutated(random, taken) };
}
