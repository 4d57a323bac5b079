import {
  ACCOUNT,
  addCharger,
  addPanel,
  addSite,
  chargerIdentity,
  editCharger,
  editSite,
  eventsOf,
  MANAGED_SITE,
  OTHER_ACCOUNT,
  panelId,
  SITE,
  site,
} from '../testing';

const ref = { siteId: SITE, id: chargerIdentity('CA-1') };
const empty = eventsOf(addSite(), addPanel('Main'), addPanel('Pod'));
const book = [...empty, ...eventsOf(addSite(), addPanel('Main'), addCharger('CA-1')).slice(-1)];
const managed = eventsOf(addSite(MANAGED_SITE), addPanel('Main'), addCharger('CA-1'));
const retire = { type: 'RetireCharger', id: ref.id } as const;
const CONNECTOR = {
  number: 1,
  standard: null,
  format: null,
  powerType: null,
  maxVoltage: null,
  maxAmps: null,
};

const drivers = {
  ours: { accountId: ACCOUNT, isBlocked: false },
  blocked: { accountId: ACCOUNT, isBlocked: true },
  theirs: { accountId: OTHER_ACCOUNT, isBlocked: true },
  gone: null,
};
const groups = {
  ours: { accountId: ACCOUNT },
  everybodys: { accountId: null },
  theirs: { accountId: OTHER_ACCOUNT },
};

describe('adding a charger', () => {
  it('records the form, trimmed, with connector 1 alone where none is said', () => {
    const form = {
      chargerId: ' CA-1 ',
      alias: ' Bay 1 ',
      qaAlias: '',
      parking: ' ',
      limitAmps: 16.5,
    };
    site
      .given(...empty)
      .when(addCharger('CA-1', form))
      .accepts([
        {
          type: 'ChargerAdded',
          data: {
            ...ref,
            chargerId: 'CA-1',
            limitAmps: 16.5,
            panelId: panelId('Main'),
            scope: { kind: 'account' },
            alias: 'Bay 1',
            qaAlias: null,
            parking: null,
            connectors: [CONNECTOR],
            paymentTerminals: [],
          },
        },
      ]);
  });

  it.each([5.9, 1000.1, 32.05, 0])('refuses a limit of %d A', (limitAmps) => {
    site
      .given(...empty)
      .when(addCharger('CA-1', { limitAmps }))
      .rejects([
        {
          code: 'limit-out-of-range',
          pointer: '/limitAmps',
          limitAmps,
          minimumAmps: 6,
          maximumAmps: 1000,
        },
      ]);
  });

  it('lists every rule that refuses, in the order of the page', () => {
    const members = {
      limitAmps: 5,
      panelId: panelId('None'),
      scope: { kind: 'private', driverId: 'blocked' },
      paymentTerminals: [{ connector: 2, terminalId: 'T-1' }],
      overrides: { delay: { cancelled: true } },
    } as const;
    const inactive = [
      ...empty,
      ...eventsOf(addSite(), editSite({ active: false }, 'closed')).slice(-1),
    ];
    site
      .given(...inactive)
      .when(addCharger('CA-1', members, { drivers }))
      .rejectsWith(
        'limit-out-of-range',
        'panel-not-found',
        'driver-blocked',
        'payment-integration-missing',
        'connector-not-found',
        'overrides-not-allowed-on-add',
        'site-inactive',
      );
  });

  it.each([
    [{ kind: 'private' }],
    [{ kind: 'closed', driverId: 'ours' }],
    [{ kind: 'private', driverId: 'ours', groupIds: ['ours'] }],
    [{ kind: 'groups', groupIds: [] }],
    [{ kind: 'groups', groupIds: ['ours', 'ours'] }],
    [{ kind: 'groups', groupIds: Array.from({ length: 101 }, (_, index) => `g${index}`) }],
  ] as const)('refuses the payload of %j', (scope) => {
    site
      .given(...empty)
      .when(addCharger('CA-1', { scope }, { drivers, groups }))
      .rejects([{ code: 'scope-payload-invalid', pointer: '/scope', kind: scope.kind }]);
  });

  it.each([['theirs'], ['gone'], ['unheard-of']])(
    'knows no driver %s in this account',
    (driverId) => {
      site
        .given(...empty)
        .when(addCharger('CA-1', { scope: { kind: 'private', driverId } }, { drivers }))
        .rejects([{ code: 'driver-not-found', pointer: '/scope/driverId', driverId }]);
    },
  );

  it('names each group that is not of the account or of all', () => {
    const scope = { kind: 'groups', groupIds: ['ours', 'theirs', 'everybodys', 'none'] } as const;
    const code = 'group-not-found';
    site
      .given(...empty)
      .when(addCharger('CA-1', { scope }, { groups }))
      .rejects([
        { code, pointer: '/scope/groupIds/1', groupId: 'theirs' },
        { code, pointer: '/scope/groupIds/3', groupId: 'none' },
      ]);
  });

  it('needs no reason for a public charger', () => {
    const { decision } = site
      .given(...empty)
      .when(addCharger('CA-1', { scope: { kind: 'public' } }));
    expect(decision.kind).toBe('accepted');
  });

  it('warns of an alias and a parking that another charger has', () => {
    const events = eventsOf(
      addSite(),
      addPanel('Main'),
      addCharger('CA-1', { alias: 'Bay', parking: '7' }),
    );
    const twin = { alias: 'Bay', parking: '7' };
    const { decision } = site.given(...events).when(addCharger('CA-2', twin));
    expect(decision).toMatchObject({
      kind: 'accepted',
      warnings: [
        { code: 'alias-duplicate', pointer: '/alias' },
        { code: 'parking-duplicate', pointer: '/parking' },
      ],
    });
  });
});

describe('editing a charger', () => {
  it('records the few events that say what changed', () => {
    const patch = {
      chargerId: 'CA-1b',
      limitAmps: 20,
      panelId: panelId('Pod'),
      scope: { kind: 'private', driverId: 'ours' },
      alias: 'Bay',
      qaAlias: 'QA',
      parking: '7',
    } as const;
    site
      .given(...book)
      .when(editCharger('CA-1', patch, { drivers }))
      .accepts([
        { type: 'ChargerIdChanged', data: { ...ref, chargerId: 'CA-1b' } },
        { type: 'ChargerLimitChanged', data: { ...ref, limitAmps: 20 } },
        {
          type: 'ChargerMoved',
          data: { ...ref, fromPanelId: panelId('Main'), toPanelId: panelId('Pod') },
        },
        {
          type: 'ScopeChanged',
          data: {
            ...ref,
            before: { kind: 'account' },
            after: { kind: 'private', driverId: 'ours' },
          },
        },
        { type: 'AliasChanged', data: { ...ref, alias: 'Bay' } },
        { type: 'QaAliasChanged', data: { ...ref, qaAlias: 'QA' } },
        { type: 'ParkingChanged', data: { ...ref, parking: '7' } },
      ]);
  });

  it('is unchanged by values that it has, and asks nothing of them', () => {
    const patch = {
      chargerId: 'CA-1',
      limitAmps: 32,
      panelId: panelId('Main'),
      scope: { kind: 'account' },
      alias: '',
      connectors: null,
      paymentTerminals: [],
      overrides: { rate: null, delay: null, offlineAllocation: null },
    } as const;
    site
      .given(...book)
      .when(editCharger('CA-1', patch))
      .changesNothing();
  });

  it.each(['open', 'public'] as const)('needs a reason to make it %s', (kind) => {
    const patch = { scope: { kind } };
    const refusal = { code: 'reason-required', pointer: '/reason' } as const;
    site
      .given(...book)
      .when(editCharger('CA-1', patch))
      .rejects([refusal]);
    site
      .given(...book)
      .when(editCharger('CA-1', patch, { reason: ' ' }))
      .rejects([refusal]);
    const { decision } = site.given(...book).when(editCharger('CA-1', patch, { reason: 'asked' }));
    expect(decision.kind).toBe('accepted');
  });

  it('makes nothing public at an inactive site, and edits all else', () => {
    const data = { siteId: SITE };
    const inactive = [...book, { type: 'SiteDeactivated', data } as const];
    const opening = editCharger('CA-1', { scope: { kind: 'public' } }, { reason: 'asked' });
    site
      .given(...inactive)
      .when(opening)
      .rejects([{ code: 'site-inactive', pointer: '/scope' }]);
    const { decision } = site.given(...inactive).when(editCharger('CA-1', { limitAmps: 10 }));
    expect(decision.kind).toBe('accepted');
  });

  it('lets a connector go only with its terminal', () => {
    const facts = { hasPayterIntegration: true };
    const members = {
      connectors: [{ number: 1 }, { number: 2 }],
      paymentTerminals: [{ connector: 2, terminalId: 'T-2' }],
    };
    const added = eventsOf(addSite(), addPanel('Main'), addCharger('CA-1', members, facts));
    site
      .given(...added)
      .when(editCharger('CA-1', { connectors: null }))
      .rejects([
        { code: 'connector-in-use', pointer: '/connectors', connector: 2, terminalId: 'T-2' },
      ]);
    const terminal = { connector: 1, terminalId: 'T-1' };
    const pointer = '/paymentTerminals/0/terminalId';
    site
      .given(...added)
      .when(editCharger('CA-1', { connectors: null, paymentTerminals: [terminal] }, facts))
      .accepts([
        { type: 'PaymentTerminalDetached', data: { ...ref, connector: 2, terminalId: 'T-2' } },
        { type: 'ConnectorsChanged', data: { ...ref, connectors: [CONNECTOR] } },
        { type: 'PaymentTerminalAttached', data: { ...ref, ...terminal }, pointer },
      ]);
  });

  it('sets, replaces and clears each override by itself', () => {
    const facts = { ratePlans: { plan: { isArchived: false } } };
    const rate = { kind: 'rate', ratePlanId: 'plan' } as const;
    const own = { kind: 'offlineAllocation', amps: 8 } as const;
    const overrides = { rate: { ratePlanId: 'plan' }, offlineAllocation: { amps: 8 } };
    const set = site.given(...managed).when(editCharger('CA-1', { overrides }, facts));
    const events = [
      { type: 'OverrideSet', data: { ...ref, override: rate } },
      { type: 'OverrideSet', data: { ...ref, override: own } },
    ] as const;
    set.accepts(events);
    site
      .given(...managed, ...events)
      .when(editCharger('CA-1', { overrides: { rate: null } }))
      .accepts([{ type: 'OverrideCleared', data: { ...ref, kind: 'rate' } }]);
  });

  it('refuses overrides that the site or the rate plan does not allow', () => {
    const overrides = {
      rate: { ratePlanId: 'old' },
      delay: { cancelled: true },
      offlineAllocation: { amps: 40 },
    } as const;
    const facts = { ratePlans: { old: { isArchived: true } } };
    site
      .given(...book)
      .when(editCharger('CA-1', { overrides }, facts))
      .rejects([
        {
          code: 'offline-allocation-exceeds-limit',
          pointer: '/overrides/offlineAllocation/amps',
          offlineAllocationAmps: 40,
          limitAmps: 32,
        },
        {
          code: 'offline-allocation-needs-energy-management',
          pointer: '/overrides/offlineAllocation',
        },
        { code: 'rate-plan-archived', pointer: '/overrides/rate/ratePlanId', ratePlanId: 'old' },
        { code: 'site-delay-off', pointer: '/overrides/delay' },
      ]);
  });

  it('cancels a delay that the site has', () => {
    const delayed = [
      ...managed,
      { type: 'DelayedChargingEnabled', data: { siteId: SITE } } as const,
    ];
    site
      .given(...delayed)
      .when(editCharger('CA-1', { overrides: { delay: { cancelled: true } } }))
      .accepts([
        { type: 'OverrideSet', data: { ...ref, override: { kind: 'delay', cancelled: true } } },
      ]);
  });
});

describe('retiring a charger', () => {
  const retired = [...book, { type: 'ChargerRetired', data: ref } as const];
  const refusal = { code: 'charger-retired', pointer: '', chargerId: 'CA-1' } as const;

  it('is final, also for an edit that would change nothing', () => {
    site
      .given(...book)
      .when(retire)
      .accepts([{ type: 'ChargerRetired', data: ref }]);
    site
      .given(...retired)
      .when(retire)
      .rejects([refusal]);
    site
      .given(...retired)
      .when(editCharger('CA-1', {}))
      .rejects([refusal]);
    site
      .given(...retired)
      .when(editCharger('CA-1', { limitAmps: 1 }))
      .rejects([refusal]);
  });

  it('keeps its last values readable', () => {
    const { state } = site.given(...retired);
    expect(state.chargers.get(ref.id)).toMatchObject({ chargerId: 'CA-1', status: 'retired' });
  });
});
