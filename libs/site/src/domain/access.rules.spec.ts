import { type GroupFacts } from '@chargebook/group/contracts';

import { type AccessCase, accessTo, type AskingDriver } from './access.rules';
import { type Scope } from './charger.events';
import { scopeWithout } from './scope.rules';

const ACME = 'acme' as NonNullable<AskingDriver['accountId']>;
const OTHER = 'other' as typeof ACME;
const DRIVER: AskingDriver = { id: 'd', accountId: ACME, isBlocked: false, groupIds: ['g'] };
const PRIVATE: Scope = { kind: 'private', driverId: 'd' };
const GROUPS: Scope = { kind: 'groups', groupIds: ['g', 'h'] };

function asked(scope: Scope, change: Partial<AccessCase> = {}): AccessCase {
  const groups = groupIs({ doesExist: true, accountId: ACME });
  const site = { accountId: ACME, isActive: true };
  return { charger: { status: 'active', scope }, site, asking: DRIVER, groups, ...change };
}

function groupIs(facts: GroupFacts): ReadonlyMap<string, GroupFacts> {
  return new Map([['g', facts]]);
}

describe('access, where a scope was not mended yet', () => {
  it('is refused to a driver who moved away, be the charger private to him still', () => {
    expect(accessTo(asked(PRIVATE))).toEqual({ see: true, start: true, reason: 'its-driver' });
    const moved = { ...DRIVER, accountId: OTHER };
    expect(accessTo(asked(PRIVATE, { asking: moved }))).toEqual({
      see: false,
      start: false,
      reason: 'not-its-driver',
    });
  });

  it.each([
    ['deleted', { doesExist: false, accountId: ACME }],
    ['moved to another account', { doesExist: true, accountId: OTHER }],
  ])('is refused to members of a group that was %s', (_how, facts) => {
    expect(accessTo(asked(GROUPS)).start).toBe(true);
    expect(accessTo(asked(GROUPS, { groups: groupIs(facts) }))).toEqual({
      see: false,
      start: false,
      reason: 'not-of-a-group',
    });
  });

  it('is refused to a guest whose group is of one account alone', () => {
    const guest = { ...DRIVER, accountId: OTHER };
    expect(accessTo(asked(GROUPS, { asking: guest })).start).toBe(false);
    const groups = groupIs({ doesExist: true, accountId: null });
    expect(accessTo(asked(GROUPS, { asking: guest, groups })).start).toBe(true);
  });

  it('is refused where a group is not known', () => {
    expect(accessTo(asked(GROUPS, { groups: new Map() })).start).toBe(false);
  });
});

describe('a scope without what is lost', () => {
  it.each<[Scope, string, Scope]>([
    [PRIVATE, 'd', { kind: 'closed' }],
    [GROUPS, 'g', { kind: 'groups', groupIds: ['h'] }],
    [{ kind: 'groups', groupIds: ['h'] }, 'h', { kind: 'closed' }],
  ])('%j without %s is %j', (scope, lostId, left) => {
    expect(scopeWithout(scope, lostId)).toEqual(left);
  });

  it.each<[Scope, string]>([
    [PRIVATE, 'e'],
    [GROUPS, 'd'],
    [{ kind: 'open' }, 'd'],
    [{ kind: 'public' }, 'd'],
  ])('%j without %s is the same', (scope, lostId) => {
    expect(scopeWithout(scope, lostId)).toBe(scope);
  });
});
