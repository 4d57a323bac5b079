import {
  addCharger,
  addPanel,
  addSite,
  chargerIdentity,
  editCharger,
  editSite,
  eventsOf,
  MANAGED_SITE,
  panelId,
  SITE,
  site,
} from '../testing';
import { labelClaim } from './charger-labels.claims';
import { canonicalName } from './claim-names.claims';
import { terminalClaim } from './payment-terminals.claims';
import { siteAggregate } from './site.decider';
import { type SiteEvent } from './site.events';

const { claims } = siteAggregate;
const facts = { hasPayterIntegration: true };
const members = { qaAlias: 'QA-1', paymentTerminals: [{ connector: 1, terminalId: 'T-1' }] };
const book = eventsOf(addSite(MANAGED_SITE), addPanel('Main'), addCharger('CA-1', members, facts));
const { state } = site.given(...book);
const ref = { siteId: SITE, id: chargerIdentity('CA-1') };
const leftBy = (event: SiteEvent) => claims?.leftBy(event, state);
const wishesOf = (event: SiteEvent) => claims?.wishesOf(event);

describe('the roles that a command needs', () => {
  it('are asked per change, with the member that asks', () => {
    const overrides = { offlineAllocation: { amps: 8 }, delay: null };
    expect(
      siteAggregate.rolesNeeded(editCharger('CA-1', { limitAmps: 20, overrides }), state),
    ).toEqual([
      { role: 'administrator', pointer: '/limitAmps' },
      { role: 'support', pointer: '/overrides/offlineAllocation' },
    ]);
  });

  it('are none for values that the thing has', () => {
    expect(siteAggregate.rolesNeeded(editCharger('CA-1', { limitAmps: 32 }), state)).toEqual([]);
    expect(siteAggregate.rolesNeeded(editSite({ name: 'Harbour Garage' }), state)).toEqual([]);
  });

  it('are the administrator for whatever is added', () => {
    const administrator = [{ role: 'administrator', pointer: '' }];
    expect(siteAggregate.rolesNeeded(addCharger('CA-2'), state)).toEqual(administrator);
    expect(siteAggregate.rolesNeeded(addPanel('Pod'), state)).toEqual(administrator);
    const nothing = siteAggregate.decider.initial();
    expect(siteAggregate.rolesNeeded(addSite(), nothing)).toEqual(administrator);
  });

  it('are written as the role of each event', () => {
    const kind = 'offlineAllocation';
    expect(siteAggregate.roleFor({ type: 'OverrideCleared', data: { ...ref, kind } })).toBe(
      'support',
    );
    expect(siteAggregate.roleFor({ type: 'OverrideCleared', data: { ...ref, kind: 'rate' } })).toBe(
      'administrator',
    );
  });
});

describe('the things of a site', () => {
  it('are touched by their own events alone', () => {
    const [added, panelAdded, chargerAdded] = book as readonly [SiteEvent, SiteEvent, SiteEvent];
    expect(siteAggregate.touches(added)).toEqual([SITE]);
    expect(siteAggregate.touches(panelAdded)).toEqual([panelId('Main')]);
    expect(siteAggregate.touches(chargerAdded)).toEqual([chargerIdentity('CA-1')]);
  });

  it('are held while they are there, a retired charger too', () => {
    const retired = site.given(...book, { type: 'ChargerRetired', data: ref }).state;
    expect(siteAggregate.holds(retired, ref.id, 'charger')).toBe(true);
    expect(siteAggregate.holds(retired, SITE, 'site')).toBe(true);
    expect(siteAggregate.holds(retired, panelId('Main'), 'panel')).toBe(true);
    expect(siteAggregate.holds(retired, panelId('None'), 'panel')).toBe(false);
  });

  it('are not held as things of another kind', () => {
    const { state } = site.given(...book);
    expect(siteAggregate.holds(state, ref.id, 'panel')).toBe(false);
    expect(siteAggregate.holds(state, panelId('Main'), 'charger')).toBe(false);
    expect(siteAggregate.holds(state, SITE, 'panel')).toBe(false);
    expect(siteAggregate.holds(state, SITE)).toBe(false);
  });

  it('belong to no account while there is no site, so that nothing can be done to it', () => {
    expect(siteAggregate.accountOf(siteAggregate.decider.initial())).toBeUndefined();
    site
      .given()
      .when(editSite({ name: 'X' }))
      .changesNothing();
    site.given().when(addCharger('CA-1')).changesNothing();
  });
});

describe('a label', () => {
  it('is claimed without case, for Charger ID and QA alias in one space', () => {
    expect(labelClaim('CA-1')).toBe('claim-label-ca-1');
    expect(wishesOf(book[2] as SiteEvent)).toEqual([
      {
        stream: 'claim-label-ca-1',
        thing: ref.id,
        code: 'charger-id-taken',
        pointer: '/chargerId',
      },
      { stream: 'claim-label-qa-1', thing: ref.id, code: 'qa-alias-taken', pointer: '/qaAlias' },
      {
        stream: 'claim-terminal-t-1',
        thing: SITE,
        code: 'payment-terminal-taken',
        pointer: '/paymentTerminals/0/terminalId',
      },
    ]);
  });

  it('has a stream of its own, whatever characters it is of', () => {
    const characters = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
    const values = characters.flatMap((one) => [one, `${one}.2a`, `.${one}`]);
    const labels = new Set(values.map((value) => value.toLowerCase()));
    expect(new Set([...labels].map(canonicalName)).size).toBe(labels.size);
    expect([...labels].every((label) => /^[a-z0-9_.-]+$/.test(canonicalName(label)))).toBe(true);
  });

  it('is let go when it is changed or the charger retires, unless it is still in use', () => {
    const renamed = { type: 'ChargerIdChanged', data: { ...ref, chargerId: 'ca-1' } } as const;
    expect(leftBy(renamed)).toEqual([labelClaim('CA-1')]);
    expect(claims?.isInUse(site.given(...book, renamed).state, labelClaim('CA-1'))).toBe(true);
    const cleared = { type: 'QaAliasChanged', data: { ...ref, qaAlias: null } } as const;
    expect(leftBy(cleared)).toEqual([labelClaim('QA-1')]);
    expect(claims?.isInUse(site.given(...book, cleared).state, labelClaim('QA-1'))).toBe(false);
    const retired = { type: 'ChargerRetired', data: ref } as const;
    expect(leftBy(retired)).toEqual(['CA-1', 'QA-1'].map(labelClaim).concat(terminalClaim('T-1')));
    expect(claims?.isInUse(site.given(...book, retired).state, labelClaim('CA-1'))).toBe(false);
  });
});

describe('a payment terminal', () => {
  it('stays the site’s until its last connector is gone', () => {
    const detached = {
      type: 'PaymentTerminalDetached',
      data: { ...ref, connector: 1, terminalId: 'T-1' },
    } as const;
    expect(leftBy(detached)).toEqual([terminalClaim('t-1')]);
    expect(claims?.isInUse(site.given(...book, detached).state, terminalClaim('T-1'))).toBe(false);
    const twin = { ...members, qaAlias: null };
    const second = eventsOf(
      addSite(MANAGED_SITE),
      addPanel('Main'),
      addCharger('CA-2', twin, facts),
    );
    const { state: shared } = site.given(...book, ...second.slice(-1), detached);
    expect(claims?.isInUse(shared, terminalClaim('T-1'))).toBe(true);
  });

  it('is claimed where the request names it', () => {
    const patch = {
      paymentTerminals: [members.paymentTerminals[0], { connector: 2, terminalId: 'T-2' }],
    };
    const edit = editCharger(
      'CA-1',
      { ...patch, connectors: [{ number: 1 }, { number: 2 }] } as never,
      facts,
    );
    const { decision } = site.given(...book).when(edit);
    const events = decision.kind === 'accepted' ? decision.events : [];
    expect(events.flatMap((event) => wishesOf(event) ?? [])).toEqual([
      {
        stream: terminalClaim('T-2'),
        thing: SITE,
        code: 'payment-terminal-taken',
        pointer: '/paymentTerminals/1/terminalId',
      },
    ]);
  });
});
