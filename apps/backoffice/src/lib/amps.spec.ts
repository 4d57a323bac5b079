import { ampsOf } from './amps';
import { amps } from './format';

describe('Amps as they are typed', () => {
  it.each([
    ['32', 32],
    [' 32 A ', 32],
    ['10,5', 10.5],
    ['10.5a', 10.5],
    ['0', 0],
    ['1,250', 1250],
    ['10,000.5 A', 10_000.5],
    ['1,5', 1.5],
    ['1,50', 1.5],
  ])('%p are %p', (text, value) => {
    expect(ampsOf(text)).toBe(value);
  });

  it.each(['', ' ', 'A', '1e3', '-5', '+5', '0x10', '1,2,3', '1,250,5', '10.5.1', '1 250', 'many'])(
    '%p are none',
    (text) => {
      expect(ampsOf(text)).toBeUndefined();
    },
  );

  it.each([6, 999.9, 1000, 1250.5, 10_000])('%p are the same when pasted as shown', (value) => {
    expect(ampsOf(amps(value))).toBe(value);
  });
});
