import { judgeToken, placeOf, positionToken } from './position-token';

const storeId = 'ab12cd34-0000-4000-8000-000000000000';
/** Incarnation 1 stands at 1 to 80, 2 at 81 to 119, 3 from 120 to the head at 150. */
const outline = { storeId, digits: 20 as const, starts: [1n, 81n, 120n], head: 150n };

test('a token names store, incarnation and position, and is read back', () => {
  const place = { incarnation: 12, position: 2n ** 63n - 1n };
  expect(positionToken(outline, place)).toBe('ab12cd34-0012-09223372036854775807');
  expect(placeOf('ab12cd34-0012-09223372036854775807', outline)).toEqual(place);
});

test('a token has as many digits as its store counts by, and no other is read', () => {
  const place = { incarnation: 1, position: 7n * 10n ** 20n + 5n };
  const token = 'ab12cd34-0001-0000000000000000000700000000000000000005';
  expect(positionToken({ storeId, digits: 40 }, place)).toBe(token);
  expect(placeOf(token, { storeId, digits: 40 })).toEqual(place);
  expect(placeOf(token, outline)).toBeUndefined();
  expect(placeOf('ab12cd34-0001-00000000000000000007', { storeId, digits: 40 })).toBeUndefined();
});

test('tokens sort as text in the order of the log, across 2^53 and incarnations', () => {
  const places = [9n, 10n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 64n - 1n].map((position, at) => ({
    incarnation: at < 3 ? 9 : 10,
    position,
  }));
  const tokens = places.map((place) => positionToken(outline, place));
  expect([...tokens].reverse().sort()).toEqual(tokens);
});

test.each([
  ['ab12cd34-0001-00000000000000000001', 'good'],
  ['ab12cd34-0001-00000000000000000080', 'good'],
  ['ab12cd34-0001-00000000000000000081', 'lost-future'],
  ['ab12cd34-0002-00000000000000000081', 'good'],
  ['ab12cd34-0002-00000000000000000119', 'good'],
  ['ab12cd34-0002-00000000000000000120', 'lost-future'],
  ['ab12cd34-0002-00000000000000000080', 'lost-future'],
  ['ab12cd34-0003-00000000000000000150', 'good'],
  ['ab12cd34-0003-00000000000000000151', 'beyond-head'],
  ['ab12cd34-0004-00000000000000000130', 'lost-future'],
  ['ab12cd34-0000-00000000000000000001', 'foreign'],
  ['ab12cd35-0001-00000000000000000001', 'foreign'],
  ['AB12CD34-0001-00000000000000000001', 'foreign'],
  ['ab12cd34-0001-0000000000000000001', 'foreign'],
  ['ab12cd34-0001-00000000000000000001\n', 'foreign'],
])('%j is %s', (token, verdict) => {
  expect(judgeToken(token, outline)).toBe(verdict);
});
