import { type Activity } from '../../lib/activity';
import { actsOf, byDay, dayName, pathOfThing } from './acts';

function told(position: string, type: string, more: Partial<Activity> = {}): Activity {
  return {
    position,
    at: '2026-03-01T08:30:00.000Z',
    actor: 'dana',
    accountId: 'account',
    siteId: 'site',
    thing: { kind: 'charger', id: 'charger', label: 'A-1' },
    type,
    reason: null,
    commandId: 'one',
    ...more,
  };
}

describe('Acts', () => {
  it('put together what one command did to one thing, in the order in which it did so', () => {
    const acts = actsOf([
      told('4', 'AliasChanged'),
      told('3', 'ChargerLimitChanged'),
      told('2', 'ChargerAdded', { commandId: 'zero' }),
    ]);
    expect(acts.map(({ types, position }) => ({ types, position }))).toEqual([
      { types: ['ChargerLimitChanged', 'AliasChanged'], position: '4' },
      { types: ['ChargerAdded'], position: '2' },
    ]);
  });

  it('tell two things of one command apart', () => {
    const other = { thing: { kind: 'panel', id: 'panel', label: 'Main' } };
    expect(actsOf([told('2', 'PanelAdded', other), told('1', 'ChargerAdded')])).toHaveLength(2);
  });

  it('know of a thing whose end is told later, and of no other', () => {
    const thing = { kind: 'driver', id: 'driver', label: 'EMP-1' };
    const acts = actsOf([
      told('3', 'DriverRemoved', { thing, commandId: 'two' }),
      told('2', 'DriverBlocked', { thing }),
      told('1', 'ChargerAdded', { commandId: 'zero' }),
    ]);
    expect(acts.map(({ isGone }) => isGone)).toEqual([true, true, false]);
  });

  it('stand under their days', () => {
    const acts = actsOf([
      told('2', 'AliasChanged', { at: '2026-03-02T08:00:00.000Z' }),
      told('1', 'ChargerAdded', { commandId: 'zero' }),
    ]);
    const days = byDay(acts, (at) => at.slice(0, 10));
    expect(days.map(({ key, acts: of }) => [key, of.length])).toEqual([
      ['2026-03-02', 1],
      ['2026-03-01', 1],
    ]);
  });
});

describe('A day', () => {
  const now = new Date('2026-03-02T12:00:00.000Z').getTime();

  it.each([
    ['2026-03-02T11:00:00.000Z', 'Today'],
    ['2026-03-01T12:00:00.000Z', 'Yesterday'],
    ['2026-02-10T12:00:00.000Z', 'Tuesday 10 February 2026'],
  ])('of %s is %s', (at, name) => {
    expect(dayName(at, now)).toBe(name);
  });
});

describe('The way to a thing', () => {
  it.each([
    ['charger', 'ChargerAdded', '/accounts/here/chargers/site/id'],
    ['panel', 'PanelAdded', '/accounts/here/energy/site'],
    ['site', 'SiteAdded', '/accounts/here/energy/id'],
    ['driver', 'DriverBlocked', '/accounts/here/drivers/id'],
    ['driver', 'DriverRemoved', undefined],
    ['group', 'GroupRenamed', '/accounts/here/groups/id'],
    ['ratePlan', 'RatePlanAdded', '/accounts/here/rates/id'],
    ['account', 'AccountRenamed', '/accounts/here/chargers'],
    ['meter', 'MeterAdded', undefined],
  ])('of %s after %s is %s', (kind, type, path) => {
    const [act] = actsOf([told('1', type, { thing: { kind, id: 'id', label: null } })]);
    expect(act && pathOfThing(act, 'here')).toBe(path);
  });
});
