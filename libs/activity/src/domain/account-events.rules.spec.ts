import { AccountEvents } from './account-events.rules';

const [OWN, OTHER] = ['a1', 'a2'];

describe('The events of an account', () => {
  it('are those of its streams, in whatever order the log has them', () => {
    const events = new AccountEvents(OWN);
    const belongs = (stream: string, type: string, accountId: string | null): boolean =>
      events.belongs({ stream, type, accountId });
    expect(belongs('account-a1', 'AccountAdded', OWN)).toBe(true);
    expect(belongs('site-s1', 'SiteAdded', OWN)).toBe(true);
    expect(belongs('site-s2', 'SiteAdded', OTHER)).toBe(false);
    expect(belongs('site-s1', 'ClaimAbandoned', null)).toBe(true);
    expect(belongs('site-s2', 'ClaimAbandoned', null)).toBe(false);
  });

  it('are those of all accounts too, but neither claims nor users', () => {
    const events = new AccountEvents(OWN);
    const told = (stream: string, type: string): boolean =>
      events.belongs({ stream, type, accountId: null });
    expect(told('ratePlan-r1', 'RatePlanAdded')).toBe(true);
    expect(told('group-g1', 'GroupAdded')).toBe(true);
    expect(told('claim-label-x', 'Claimed')).toBe(false);
    expect(told('user-u1', 'UserAdded')).toBe(false);
    expect(events.belongs({ stream: 'user-u1', type: 'RoleGranted', accountId: OWN })).toBe(false);
  });

  it('end for a driver when he moves away, and begin where he moves to', () => {
    for (const [account, expected] of [
      [OWN, [true, false, false]],
      [OTHER, [false, true, true]],
    ] as const) {
      const events = new AccountEvents(account);
      const stream = 'driver-d1';
      expect([
        events.belongs({ stream, type: 'DriverAdded', accountId: OWN }),
        events.belongs({ stream, type: 'DriverMoved', accountId: OTHER }),
        events.belongs({ stream, type: 'ClaimAbandoned', accountId: null }),
      ]).toEqual(expected);
    }
  });
});
