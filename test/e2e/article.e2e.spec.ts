import {
  addCharger,
  addPanel,
  chargerUrl,
  editCharger,
  freshLabel,
  type Garage,
  granted,
  MANAGED,
  openGarage,
  retireCharger,
} from '../support/garage';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Answer, type Person } from '../support/test-service';

let place: Place;
let service: Service;
let operator: Person;
let support: Person;
let garage: Garage;

beforeAll(async () => {
  place = await createPlace();
  service = await startService(place);
  operator = await service.person({ '*': ['administrator'] }, 'dana');
  support = await service.person({ '*': ['support'] }, 'sam');
  garage = await openGarage(operator, {
    account: { paymentIntegrations: ['payter'] },
    site: { ...MANAGED, delayedCharging: true, address: ADDRESS, location: LOCATION },
    panel: { ratedLimitAmps: 400, evLimit: { kind: 'scheduled', peakAmps: 80, offPeakAmps: 300 } },
  });
}, 120_000);
afterAll(async () => {
  await service.stop();
  await place.remove();
});

const ADDRESS = {
  line1: '1 Pier',
  city: 'Newark',
  region: 'NJ',
  postalCode: '07102',
  country: 'USA',
};
const LOCATION = { latitude: 40.7357, longitude: -74.1724 };

/** What one thing, the list and the tree say of a charger: they must say the same. */
async function readEverywhere(charger: Answer): Promise<readonly object[]> {
  const atLeast = { atLeast: charger.position };
  const one = await operator('GET', chargerUrl(charger));
  const list = `/v1/chargers?siteId=${garage.siteId}&status=all&limit=200`;
  const listed = await granted(operator('GET', list, atLeast));
  const tree = `/v1/sites/${garage.siteId}/hierarchy`;
  const shown = await granted(operator('GET', tree, atLeast));
  const isIt = ({ id }: { readonly id: string }): boolean => id === charger.body.id;
  const inTree = chargersBelow(shown.body.panels).find(isIt);
  const isActive = charger.body.status === 'active';
  return [one.body, listed.body.items.find(isIt), ...(isActive ? [inTree] : [])];
}

interface PanelInTree {
  readonly id: string;
  readonly chargers: readonly { readonly id: string }[];
  readonly panels: readonly PanelInTree[];
}

function chargersBelow(panels: readonly PanelInTree[]): readonly { readonly id: string }[] {
  return panels.flatMap(({ chargers, panels: below }) => [...chargers, ...chargersBelow(below)]);
}

async function expectEverywhere(charger: Answer, members: object): Promise<void> {
  const { warnings: _, ...decided } = charger.body;
  for (const read of await readEverywhere(charger)) {
    expect(read).toMatchObject(members);
    expect(read).toEqual(decided);
  }
}

describe('The site of the article', () => {
  it('is read back as it was sent', async () => {
    const site = await operator('GET', `/v1/sites/${garage.siteId}`);
    expect(site).toMatchObject({
      status: 200,
      body: {
        accountId: garage.accountId,
        address: ADDRESS,
        location: LOCATION,
        continuousLoadFactor: 0.8,
        energyManagement: true,
        offlineAllocationAmps: 6,
        delayedCharging: true,
        active: true,
        addedBy: 'dana',
      },
    });
    const list = `/v1/sites?accountId=${garage.accountId}`;
    const listed = await operator('GET', list, { atLeast: garage.position });
    const { warnings: _, ...members } = site.body;
    expect(listed.body.items).toEqual([members]);
  });

  it('has a main panel by schedule, and below it one with a fixed limit', async () => {
    const child = await addPanel(operator, garage.siteId, {
      name: 'Level 2',
      parentPanelId: garage.panelId,
      ratedLimitAmps: 200,
      evLimit: { kind: 'fixed', amps: 150 },
    });
    const url = `/v1/sites/${garage.siteId}`;
    const shown = await operator('GET', `${url}/hierarchy`, { atLeast: child.position });
    expect(shown.body.panels).toEqual([
      expect.objectContaining({
        id: garage.panelId,
        ratedLimitAmps: 400,
        usableAmps: 320,
        worstAmps: 80,
        panels: [expect.objectContaining({ id: child.body.id, usableAmps: 160, worstAmps: 150 })],
      }),
    ]);
    const gone = await operator('DELETE', `${url}/panels/${child.body.id}`, {
      ifMatch: child.etag,
    });
    expect(gone.status).toBe(204);
    expect(await operator('GET', `${url}/panels/${child.body.id}`)).toMatchObject({ status: 404 });
  });
});

describe('A charger', () => {
  it('is added with every field of the form, and seen in list, tree and alone', async () => {
    const [chargerId, qaAlias] = [freshLabel(), freshLabel()];
    const form = {
      chargerId,
      qaAlias,
      limitAmps: 24.5,
      alias: 'North 1',
      parking: 'P-12',
      scope: { kind: 'closed' },
      connectors: [
        {
          number: 1,
          standard: 'IEC_62196_T2',
          format: 'SOCKET',
          powerType: 'AC_3_PHASE',
          maxVoltage: 400,
          maxAmps: 32,
        },
        { number: 2 },
      ],
      paymentTerminals: [{ connector: 2, terminalId: freshLabel() }],
    };
    const added = await addCharger(operator, garage, form);
    expect(added.headers['location']).toBe(chargerUrl(added));
    const [first, second] = form.connectors;
    await expectEverywhere(added, {
      ...form,
      connectors: [first, expect.objectContaining(second as object)],
      displayName: 'North 1',
      secureCharging: true,
      status: 'active',
      addedBy: 'dana',
      effective: {
        limit: { amps: 24.5, bindingPanelId: null },
        delay: { delayed: true, source: 'site' },
        offlineAllocation: { amps: 6, source: 'site' },
      },
    });
  });

  it('takes each of the six scopes, and goes from any to the next', async () => {
    const drivers = `/v1/accounts/${garage.accountId}/drivers`;
    const driver = await granted(operator('POST', drivers, { body: { externalId: 'EMP-1' } }));
    const group = await granted(operator('POST', '/v1/groups', { body: { name: 'Night shift' } }));
    const scopes = [
      { kind: 'closed' },
      { kind: 'private', driverId: driver.body.id },
      { kind: 'groups', groupIds: [group.body.id] },
      { kind: 'open' },
      { kind: 'account' },
      { kind: 'public' },
    ];
    let edited = await addCharger(operator, garage);
    for (const scope of scopes) {
      const added = await addCharger(operator, garage, { scope });
      expect(added.body).toMatchObject({ scope, secureCharging: scope.kind !== 'open' });
      edited = await granted(editCharger(operator, edited, { scope, reason: 'As agreed' }));
      await expectEverywhere(edited, { scope, secureCharging: scope.kind !== 'open' });
      await granted(retireCharger(operator, added));
    }
  });

  it('has all three overrides, set and cleared, each said with where it comes from', async () => {
    const plan = await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Night' } }));
    const added = await addCharger(operator, garage);
    const rate = { ratePlanId: plan.body.id };
    const overrides = { rate, delay: { cancelled: true } };
    const priced = await granted(editCharger(operator, added, { overrides }));
    const body = { overrides: { offlineAllocation: { amps: 10 } } };
    const fenced = await granted(editCharger(support, priced, body));
    await expectEverywhere(fenced, {
      overrides: { ...overrides, offlineAllocation: { amps: 10 } },
      lastChangedBy: 'sam',
      effective: {
        rate: { ...rate, source: 'override', by: 'dana' },
        delay: { delayed: false, source: 'override', by: 'dana' },
        offlineAllocation: { amps: 10, source: 'override', by: 'sam' },
      },
    });
    const cleared = await granted(
      editCharger(operator, fenced, { overrides: { rate: null, delay: null } }),
    );
    await expectEverywhere(cleared, {
      overrides: { rate: null, delay: null, offlineAllocation: { amps: 10 } },
      effective: { rate: { ratePlanId: null, source: 'site' }, delay: { delayed: true } },
    });
  });

  it('moves to another panel of its site with its identity, and is bound by it', async () => {
    const narrow = await addPanel(operator, garage.siteId, {
      parentPanelId: garage.panelId,
      ratedLimitAmps: 100,
      evLimit: { kind: 'fixed', amps: 12 },
    });
    const added = await addCharger(operator, garage);
    const moved = await granted(editCharger(operator, added, { panelId: narrow.body.id }));
    expect(moved.body.id).toBe(added.body.id);
    expect(moved.body.warnings).toEqual([
      expect.objectContaining({ code: 'limit-above-ev-limit', evLimitAmps: 12, limitAmps: 16 }),
      expect.objectContaining({ code: 'panel-oversubscribed', subscriptionRatio: 1.333 }),
    ]);
    await expectEverywhere(moved, {
      panelId: narrow.body.id,
      effective: { limit: { amps: 12, bindingPanelId: narrow.body.id } },
    });
  });

  it('is edited by one form in one append, and by none when nothing changes', async () => {
    const added = await addCharger(operator, garage, { alias: 'Old', parking: '7' });
    const form = { alias: null, parking: '8', limitAmps: 20, chargerId: freshLabel() };
    const edited = await granted(editCharger(operator, added, form));
    await expectEverywhere(edited, { ...form, displayName: form.chargerId });
    const again = await granted(editCharger(operator, edited, form));
    expect(again).toMatchObject({ status: 200, etag: edited.etag });
  });

  it('is retired for good, stays readable, and its labels are free again', async () => {
    const label = freshLabel();
    const added = await addCharger(operator, garage, { chargerId: label, qaAlias: label });
    const retired = await granted(retireCharger(operator, added));
    await expectEverywhere(retired, { chargerId: label, status: 'retired' });
    const again = await addCharger(operator, garage, { chargerId: label.toLowerCase() });
    expect(again.body.id).not.toBe(added.body.id);
  });
});

describe('The tree', () => {
  it('counts and sums what is below, and what is retired no more', async () => {
    const own = await openGarage(operator, { site: MANAGED, panel: { ratedLimitAmps: 100 } });
    const [first] = [await addCharger(operator, own), await addCharger(operator, own)];
    const retired = await granted(retireCharger(operator, first as Answer));
    const url = `/v1/sites/${own.siteId}/hierarchy`;
    const shown = await granted(operator('GET', url, { atLeast: retired.position }));
    expect(shown.body.panels).toEqual([
      expect.objectContaining({
        subscribedAmps: 16,
        subscriptionRatio: 0.16,
        offlineSumAmps: 6,
        offlineHeadroomAmps: 94,
        chargerCount: 1,
      }),
    ]);
  });
});
