import { startOfDay } from './site-day.rules';

describe('The start of a day', () => {
  it.each([
    ['2026-03-01', 'UTC', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01', 'Europe/Amsterdam', '2026-02-28T23:00:00.000Z'],
    ['2026-07-01', 'Europe/Amsterdam', '2026-06-30T22:00:00.000Z'],
    ['2026-03-01', 'America/New_York', '2026-03-01T05:00:00.000Z'],
    ['2026-03-01', 'Asia/Kathmandu', '2026-02-28T18:15:00.000Z'],
    ['2026-03-01', 'Pacific/Kiritimati', '2026-02-28T10:00:00.000Z'],
  ])('%s in %s is %s', (date, zone, instant) => {
    expect(startOfDay(date, zone)).toBe(instant);
  });

  it('is before the clocks are set in a night of daylight saving', () => {
    expect(startOfDay('2026-03-29', 'Europe/Amsterdam')).toBe('2026-03-28T23:00:00.000Z');
    expect(startOfDay('2026-03-30', 'Europe/Amsterdam')).toBe('2026-03-29T22:00:00.000Z');
    expect(startOfDay('2026-10-25', 'Europe/Amsterdam')).toBe('2026-10-24T22:00:00.000Z');
    expect(startOfDay('2026-10-26', 'Europe/Amsterdam')).toBe('2026-10-25T23:00:00.000Z');
  });

  it('is the end of the gap where there was no midnight', () => {
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
    expect(startOfDay('2024-04-26', 'Africa/Cairo')).toBe('2024-04-25T22:00:00.000Z');
  });

  it('is the first of two midnights', () => {
    expect(startOfDay('2024-11-03', 'America/Havana')).toBe('2024-11-03T04:00:00.000Z');
    expect(startOfDay('2018-02-18', 'America/Sao_Paulo')).toBe('2018-02-18T03:00:00.000Z');
    expect(startOfDay('2006-10-29', 'America/St_Johns')).toBe('2006-10-29T02:30:00.000Z');
  });

  it('is that of the next day where a whole day was left out', () => {
    expect(startOfDay('2011-12-30', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z');
    expect(startOfDay('2011-12-31', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z');
  });

  it("knows a leap year's February", () => {
    expect(startOfDay('2024-02-29', 'Europe/Amsterdam')).toBe('2024-02-28T23:00:00.000Z');
    expect(startOfDay('2024-03-01', 'Europe/Amsterdam')).toBe('2024-02-29T23:00:00.000Z');
    expect(startOfDay('2023-03-01', 'Europe/Amsterdam')).toBe('2023-02-28T23:00:00.000Z');
  });
});
