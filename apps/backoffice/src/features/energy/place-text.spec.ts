import { degreesOf, placeOf } from './place-text';

describe('A place that was pasted', () => {
  it('is taken as maps write it', () => {
    const place = { latitude: 42.6526, longitude: -73.7562 };
    const texts = ['42.6526, -73.7562', ' 42.6526 -73.7562 ', '42.6526;-73.7562'];
    for (const text of [...texts, '(42.6526°, -73.7562°)']) expect(placeOf(text)).toEqual(place);
  });

  it('is none when it is not on Earth, or not two numbers', () => {
    for (const text of ['91, 10', '10, 181', '42.6526', 'Albany, NY', '1, 2, 3', '']) {
      expect(placeOf(text)).toBeUndefined();
    }
  });

  it('is looked for once, however many blanks were pasted', () => {
    const blanks = ' '.repeat(100_000);
    const began = performance.now();
    for (const text of [`1${blanks}`, `1${blanks}x`, `1${blanks},${blanks}x`, `${blanks}1 2,`]) {
      expect(placeOf(text)).toBeUndefined();
    }
    expect(placeOf(`${blanks}1${blanks},${blanks}2${blanks}`)).toEqual({
      latitude: 1,
      longitude: 2,
    });
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('A degree that was typed', () => {
  it('has a point or a comma, and an end', () => {
    expect(degreesOf('-73,7562', 180)).toBe(-73.7562);
    expect(degreesOf(' 42.6° ', 90)).toBe(42.6);
    for (const text of ['90.1', 'north', '', undefined])
      expect(degreesOf(text, 90)).toBeUndefined();
  });
});
