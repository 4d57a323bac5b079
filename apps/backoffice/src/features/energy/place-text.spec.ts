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
});

describe('A degree that was typed', () => {
  it('has a point or a comma, and an end', () => {
    expect(degreesOf('-73,7562', 180)).toBe(-73.7562);
    expect(degreesOf(' 42.6° ', 90)).toBe(42.6);
    for (const text of ['90.1', 'north', '', undefined])
      expect(degreesOf(text, 90)).toBeUndefined();
  });
});
