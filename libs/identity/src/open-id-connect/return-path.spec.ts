import { returnPathOf } from './return-path';

describe('The way back', () => {
  it.each([
    '/',
    '/accounts/1/chargers?q=a%20b&sort=-chargerId',
    '/welcome#part',
    '/a?next=https://evil.example',
  ])('may be %s', (path) => {
    expect(returnPathOf(path)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'accounts',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    '\\\\evil.example',
  ])('leads to the start page in place of %j', (wish) => {
    expect(returnPathOf(wish)).toBe('/');
  });
});
