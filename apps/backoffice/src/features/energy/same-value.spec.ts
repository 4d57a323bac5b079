import { isSameValue } from './same-value';

describe('Two values of a form', () => {
  it('are the same in whatever order, and with nothing beside nothing', () => {
    const one = { name: 'Main', evLimit: { kind: 'none', amps: undefined } };
    expect(isSameValue(one, { evLimit: { kind: 'none' }, name: 'Main' })).toBe(true);
    expect(isSameValue([1, 2], [1, 2])).toBe(true);
  });

  it('differ in a member, in depth, and in being there', () => {
    expect(isSameValue({ a: { b: '1' } }, { a: { b: '2' } })).toBe(false);
    expect(isSameValue({ a: '' }, {})).toBe(false);
    expect(isSameValue(null, {})).toBe(false);
    expect(isSameValue([1], [1, 2])).toBe(false);
  });
});
