import { type DecodedEvent, type EventMetadata } from '@chargebook/kernel';

import { changesOf, isToldTo, type PlacedDecodedEvent } from './change.rules';
import { RecentChanges } from './recent-changes.state';

let count = 0;

function event(
  type: string,
  data: object,
  metadata: { readonly accountId?: string | null; readonly command?: string } = {},
): PlacedDecodedEvent {
  count += 1;
  const { accountId = 'acme', command = `c${count}` } = metadata;
  const envelope = { accountId, actor: { id: 'dana' }, command: { id: command } };
  const decoded: DecodedEvent = { type, data, metadata: envelope as unknown as EventMetadata };
  return { ...decoded, position: `p${String(count).padStart(6, '0')}` };
}

const limit = { siteId: 's', id: 'c1', limitAmps: 16 };

describe('changes', () => {
  it('say which thing changed, where and by whom, and nothing of how', () => {
    const changed = event('ChargerLimitChanged', limit);
    expect(changesOf([changed])).toEqual([
      {
        position: changed.position,
        accountId: 'acme',
        siteId: 's',
        thing: { kind: 'charger', id: 'c1' },
        actor: 'dana',
      },
    ]);
  });

  it.each([
    ['PanelMoved', { siteId: 's', panelId: 'p' }, { kind: 'panel', id: 'p' }, 's'],
    ['SiteDeactivated', { siteId: 's' }, { kind: 'site', id: 's' }, 's'],
    ['DriverBlocked', { driverId: 'd' }, { kind: 'driver', id: 'd' }, null],
    ['RatePlanArchived', { ratePlanId: 'r' }, { kind: 'ratePlan', id: 'r' }, null],
    ['GroupDeleted', { groupId: 'g' }, { kind: 'group', id: 'g' }, null],
    ['AccountRenamed', { accountId: 'acme' }, { kind: 'account', id: 'acme' }, null],
  ])('of %s are of its thing', (...[type, data, thing, siteId]) => {
    expect(changesOf([event(type, data)])).toMatchObject([{ thing, siteId }]);
  });

  it('of one command on one thing are one, at the last of them', () => {
    const command = 'one form';
    const events = [
      event('ChargerLimitChanged', limit, { command }),
      event('AliasChanged', { siteId: 's', id: 'c1', alias: null }, { command }),
      event('AliasChanged', { siteId: 's', id: 'c2', alias: null }, { command }),
      event('AliasChanged', { siteId: 's', id: 'c2', alias: 'x' }),
    ];
    const [, first, second, third] = events.map(({ position }) => position);
    expect(changesOf(events).map(({ position }) => position)).toEqual([first, second, third]);
  });

  it('do not come from claims, nor from what has no id', () => {
    const claims = ['Claimed', 'Released', 'ClaimAbandoned'].map((type) => event(type, {}));
    expect(changesOf([...claims, event('AliasChanged', { siteId: 's' })])).toEqual([]);
  });

  it('are told to those who may see the account, and to all where it is none', () => {
    const [own, everybodys] = changesOf([
      event('ChargerLimitChanged', limit),
      event('RatePlanArchived', { ratePlanId: 'r' }, { accountId: null }),
    ]);
    const told = [['acme'], ['other'], [], '*' as const].map((accounts) =>
      [own, everybodys].map((change) => change !== undefined && isToldTo(change, accounts)),
    );
    expect(told).toEqual([
      [true, true],
      [false, true],
      [false, true],
      [true, true],
    ]);
  });
});

describe('recent changes', () => {
  const changes = Array.from({ length: 6 }, () => event('ChargerLimitChanged', limit)).flatMap(
    (each) => changesOf([each]),
  );
  /** The position of the change with this number, from 1. */
  const at = (number: number): string => changes[number - 1]?.position ?? '';

  it('are at hand from where the log was first followed, up to the bound', () => {
    const recent = new RecentChanges(at(1), 3);
    expect([recent.reached, recent.since('p')]).toEqual([at(1), undefined]);
    expect(recent.since(at(1))).toEqual([]);
    recent.add(changes.slice(1, 3), at(3));
    expect(recent.since(at(1))).toEqual(changes.slice(1, 3));
    expect(recent.since(at(2))).toEqual(changes.slice(2, 3));
    recent.add(changes.slice(3), `${at(6)}-and-claims`);
    expect(recent.reached).toBe(`${at(6)}-and-claims`);
    expect(recent.since(at(2))).toBeUndefined();
    expect(recent.since(at(3))).toEqual(changes.slice(3));
    expect(recent.since(at(5))).toEqual(changes.slice(5));
    expect(recent.since('q')).toEqual([]);
  });
});
