import { instantIn, localIn, momentIn } from './zoned-time';

const AMSTERDAM = 'Europe/Amsterdam';

describe('A time on the clock of a place', () => {
  it.each([
    ['2026-03-01T00:00', AMSTERDAM, '2026-02-28T23:00:00.000Z'],
    ['2026-07-01T00:00:30', AMSTERDAM, '2026-06-30T22:00:30.000Z'],
    ['2026-03-01T00:00', 'America/Los_Angeles', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01T00:00', 'Asia/Kolkata', '2026-02-28T18:30:00.000Z'],
    ['2028-02-29T12:00', 'UTC', '2028-02-29T12:00:00.000Z'],
  ])('%s in %s is %s', (local, timeZone, instant) => {
    expect(instantIn(local, timeZone)).toBe(instant);
    expect(localIn(instant, timeZone).startsWith(local)).toBe(true);
  });

  it('is the first of two where clocks are set back', () => {
    expect(instantIn('2026-10-25T02:30', AMSTERDAM)).toBe('2026-10-25T00:30:00.000Z');
    expect(instantIn('2026-10-25T03:30', AMSTERDAM)).toBe('2026-10-25T02:30:00.000Z');
  });

  it('is as if clocks had not been set where they are set over it', () => {
    expect(instantIn('2026-03-29T02:30', AMSTERDAM)).toBe('2026-03-29T01:30:00.000Z');
    expect(instantIn('2026-03-29T01:59:59', AMSTERDAM)).toBe('2026-03-29T00:59:59.000Z');
    expect(instantIn('2026-03-29T03:00', AMSTERDAM)).toBe('2026-03-29T01:00:00.000Z');
  });

  it.each(['', '2026-03-01', 'yesterday', '2026-13-01T00:00'])('is none for %p', (local) => {
    expect(instantIn(local, AMSTERDAM)).toBeUndefined();
  });

  it('is told by the clock of the place', () => {
    expect(momentIn('2026-02-28T23:00:05.000Z', AMSTERDAM)).toBe('1 Mar 2026, 00:00:05');
    expect(momentIn('2026-02-28T23:00:05.000Z', 'UTC')).toBe('28 Feb 2026, 23:00:05');
  });
});
