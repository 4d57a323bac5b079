import { changesBetween } from './changes';

const LAMP = {
  id: 'l-1',
  name: 'Hall',
  alias: null,
  limit: { kind: 'fixed', amps: 10 },
  plugs: [{ number: 1 }],
  effective: { amps: { value: 6, since: '2026-01-01', by: 'dana' } },
  addedAt: '2026-01-01',
  addedBy: 'dana',
  lastChangedAt: '2026-01-01',
  lastChangedBy: 'dana',
};

describe('the changes between a thing and what would become of it', () => {
  it('are none where it stays as it is, whoever would have said so and when', () => {
    expect(changesBetween(LAMP, structuredClone(LAMP))).toEqual([]);
    const stamps = { lastChangedAt: '2026-02-02', lastChangedBy: 'sam' };
    const effective = { amps: { value: 6, since: '2026-02-02', by: 'sam' } };
    expect(changesBetween(LAMP, { ...LAMP, ...stamps, effective })).toEqual([]);
  });

  it('name each member by its pointer, with its value before and after', () => {
    const after = { ...LAMP, name: 'Stairs', effective: { amps: { value: 8 } } };
    expect(changesBetween(LAMP, after)).toEqual([
      { pointer: '/name', before: 'Hall', after: 'Stairs' },
      { pointer: '/effective/amps/value', before: 6, after: 8 },
    ]);
    expect(changesBetween({ 'a/b~c': 1 }, {})).toEqual([
      { pointer: '/a~1b~0c', before: 1, after: null },
    ]);
  });

  it('name the members of what was not there, or is not there any more', () => {
    const kind = { pointer: '/limit/kind', before: 'fixed', after: null };
    const amps = { pointer: '/limit/amps', before: 10, after: null };
    expect(changesBetween(LAMP, { ...LAMP, limit: null })).toEqual([kind, amps]);
    expect(changesBetween({ ...LAMP, limit: null }, LAMP)).toEqual([
      { ...kind, before: null, after: 'fixed' },
      { ...amps, before: null, after: 10 },
    ]);
    const pointers = changesBetween(null, LAMP).map(({ pointer }) => pointer);
    const all = ['/name', '/limit/kind', '/limit/amps', '/plugs', '/effective/amps/value'];
    expect(pointers).toEqual(all);
    expect(changesBetween(LAMP, null).map(({ pointer }) => pointer)).toEqual(all);
  });

  it('take a list as one value', () => {
    const plugs = [{ number: 1 }, { number: 2 }];
    expect(changesBetween(LAMP, { ...LAMP, plugs })).toEqual([
      { pointer: '/plugs', before: LAMP.plugs, after: plugs },
    ]);
  });
});
