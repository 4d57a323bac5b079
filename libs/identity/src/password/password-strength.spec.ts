import { weaknessOf } from './password-strength';

const OWNER = { name: 'Robin Woodhouse', email: 'robin.woodhouse@rivertown.example' };

describe('A password', () => {
  it.each([
    'four gulls over calm water',
    'xK9#mQ2$vL5p',
    'Grün ist die Heide',
    '青い海と白い雲、そして夏の風',
    'woodhouse has nine blue doors',
  ])('may be %s', (password) => {
    expect(weaknessOf(password, OWNER)).toBe(undefined);
  });

  it.each([
    ['elevenchars', 'at least 12'],
    ['ababababababab', 'different'],
    ['woodhouse-1234', 'hardly anything'],
    ['robin.woodhouse@rivertown.example', 'hardly anything'],
    ['nibor esuohdoow', 'hardly anything'],
    ['Password123456', 'hardly anything'],
    ['qwertyuiop09876', 'hardly anything'],
    ['chargebook2026', 'hardly anything'],
  ])('may not be %s', (password, why) => {
    expect(weaknessOf(password, OWNER)).toContain(why);
  });
});
