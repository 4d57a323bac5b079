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
import { allItems, type Item } from '../support/list-pages';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Answer, type Person } from '../support/test-service';

const CHARGERS = 60;
const PAGE = 7;

let place: Place;
let service: Service;
let operator: Person;
let garage: Garage;
let childPanelId: string;
let driverId: string;
let groupId: string;
let otherGroupId: string;
let ratePlanId: string;
let position: string;
let all: readonly Item[];

const listUrl = (query: string) => `/v1/chargers?siteId=${garage.siteId}&${query}`;

async function idOf(asked: Promise<Answer>): Promise<string> {
  return (await granted(asked)).body.id;
}

/** The charger of this number: numbers decide which of the values it has. */
async function addNumbered(number: number): Promise<Answer> {
  const scopes = [
    { kind: 'closed' },
    { kind: 'private', driverId },
    { kind: 'groups', groupIds: number % 2 === 0 ? [groupId] : [otherGroupId, groupId] },
    { kind: 'public' },
    { kind: 'open' },
  ];
  const added = await addCharger(operator, garage, {
    scope: scopes[number % scopes.length],
    limitAmps: limitOf(number),
    panelId: number % 3 === 0 ? childPanelId : garage.panelId,
    alias: number % 4 === 0 ? `Álias ${number}` : null,
    qaAlias: number % 6 === 0 ? freshLabel() : null,
    ...(number % 7 === 0 && { paymentTerminals: [{ connector: 1, terminalId: freshLabel() }] }),
  });
  if (number % 10 === 9) return granted(retireCharger(operator, added));
  if (number % 5 === 1) return granted(editCharger(operator, added, overridesOf(number)));
  return added;
}

function limitOf(number: number): number {
  return 6 + (number % 9) / 10;
}

function overridesOf(number: number): object {
  const offlineAllocation = { amps: limitOf(number) };
  const kinds = [{ rate: { ratePlanId } }, { delay: { cancelled: true } }, { offlineAllocation }];
  return { overrides: kinds[number % kinds.length] };
}

beforeAll(async () => {
  place = await createPlace();
  service = await startService(place);
  operator = await service.person({ '*': ['administrator', 'support'] });
  garage = await openGarage(operator, {
    account: { paymentIntegrations: ['payter'] },
    site: { ...MANAGED, delayedCharging: true },
  });
  const parentPanelId = garage.panelId;
  childPanelId = (await addPanel(operator, garage.siteId, { parentPanelId })).body.id;
  const drivers = `/v1/accounts/${garage.accountId}/drivers`;
  driverId = await idOf(operator('POST', drivers, { body: { externalId: 'EMP-1' } }));
  groupId = await idOf(operator('POST', '/v1/groups', { body: { name: 'Night' } }));
  otherGroupId = await idOf(operator('POST', '/v1/groups', { body: { name: 'Day' } }));
  ratePlanId = await idOf(operator('POST', '/v1/rate-plans', { body: { name: 'Night' } }));
  const added = await Promise.all(
    Array.from({ length: CHARGERS }, (_, index) => addNumbered(index)),
  );
  position =
    added
      .map((answer) => answer.position)
      .sort()
      .at(-1) ?? '';
  all = await allItems(operator, listUrl('status=all&limit=200'), position);
}, 180_000);
afterAll(async () => {
  await service.stop();
  await place.remove();
});

const isActive = ({ status }: Item): boolean => status === 'active';
const hasOverride = ({ overrides: { rate, delay, offlineAllocation } }: Item): boolean =>
  (rate ?? delay ?? offlineAllocation) !== null;

/** A query, and which of all chargers it must find. */
const FILTERS: readonly (readonly [string, () => string, (item: Item) => boolean])[] = [
  ['active ones, when nothing is said', () => '', isActive],
  ['retired ones', () => 'status=retired', (item) => !isActive(item)],
  ['a main panel with what is below it', () => `panelId=${garage.panelId}&status=all`, () => true],
  [
    'a child panel',
    () => `panelId=${childPanelId}`,
    (item) => isActive(item) && item.panelId === childPanelId,
  ],
  ['one scope', () => 'scope=closed', (item) => isActive(item) && item.scope.kind === 'closed'],
  [
    'two scopes',
    () => 'scope=open&scope=public',
    (item) => isActive(item) && ['open', 'public'].includes(item.scope.kind),
  ],
  [
    'a driver',
    () => `driverId=${driverId}`,
    (item) => isActive(item) && item.scope.driverId === driverId,
  ],
  [
    'a group',
    () => `groupId=${groupId}`,
    (item) => isActive(item) && item.scope.groupIds?.includes(groupId),
  ],
  [
    'a group, in another order',
    () => `groupId=${groupId}&sort=limitAmps`,
    (item) => isActive(item) && item.scope.groupIds?.includes(groupId),
  ],
  [
    'a group that is named first alone',
    () => `groupId=${otherGroupId}`,
    (item) => isActive(item) && item.scope.groupIds?.[0] === otherGroupId,
  ],
  [
    'a rate plan',
    () => `ratePlanId=${ratePlanId}`,
    (item) => isActive(item) && item.overrides.rate !== null,
  ],
  [
    'a rate of its own',
    () => 'override=rate',
    (item) => isActive(item) && item.overrides.rate !== null,
  ],
  [
    'a delay of its own',
    () => 'override=delay',
    (item) => isActive(item) && item.overrides.delay !== null,
  ],
  [
    'an allocation of its own',
    () => 'override=offlineAllocation',
    (item) => isActive(item) && item.overrides.offlineAllocation !== null,
  ],
  ['any override', () => 'override=any', (item) => isActive(item) && hasOverride(item)],
  ['no override', () => 'override=none', (item) => isActive(item) && !hasOverride(item)],
  [
    'a terminal',
    () => 'hasPaymentTerminal=true',
    (item) => isActive(item) && item.paymentTerminals.length > 0,
  ],
  [
    'no terminal',
    () => 'hasPaymentTerminal=false',
    (item) => isActive(item) && item.paymentTerminals.length === 0,
  ],
  ['no need of attention', () => 'needsAttention=false', isActive],
  [
    'text without case',
    () => `q=${encodeURIComponent('áLIAS 1')}`,
    (item) => isActive(item) && /^álias 1/i.test(item.alias ?? ''),
  ],
  ['a short text that a label begins with', () => 'q=t-', isActive],
  [
    'a Charger ID without case',
    () => `chargerId=${String(all[0].chargerId).toLowerCase()}&status=all`,
    (item) => item.id === all[0].id,
  ],
  [
    'two filters at once',
    () => `panelId=${childPanelId}&scope=closed`,
    (item) => isActive(item) && item.panelId === childPanelId && item.scope.kind === 'closed',
  ],
];

const idsOf = (items: readonly Item[]): readonly string[] => items.map(({ id }) => id as string);

describe('The list of chargers finds', () => {
  it.each(FILTERS)('%s', async (_, query, isFound) => {
    const expected = all.filter(isFound);
    expect(expected.length).toBeGreaterThan(0);
    const { body } = await granted(operator('GET', listUrl(`${query()}&limit=200`)));
    expect(new Set(idsOf(body.items))).toEqual(new Set(idsOf(expected)));
    expect(body).toMatchObject({ total: expected.length, totalIsLowerBound: false });
  });

  it('shows each charger as it is shown alone', async () => {
    for (const item of all.slice(0, 10)) {
      const shown = await operator('GET', chargerUrl({ body: item } as Answer));
      expect(shown.body).toEqual(item);
    }
  });

  it('names the site and the panels of each where that is asked for', async () => {
    const query = `panelId=${childPanelId}&status=all&limit=200`;
    const plain = await granted(operator('GET', listUrl(query)));
    const named = await granted(operator('GET', listUrl(`${query}&withPlace=true`)));
    const { body: panels } = await granted(operator('GET', `/v1/panels?siteId=${garage.siteId}`));
    const { siteName, path } = panels.items.find(({ id }: Item) => id === childPanelId);
    expect(path).toHaveLength(2);
    const expected = plain.body.items.map((item: Item) => ({ ...item, siteName, path }));
    expect(named.body.items).toEqual(expected);
  });
});

describe('The list of panels', () => {
  it('sums up the chargers below each as the hierarchy of the site does', async () => {
    const { siteId } = garage;
    const { body: tree } = await granted(operator('GET', `/v1/sites/${siteId}/hierarchy`));
    const { body: panels } = await granted(operator('GET', `/v1/panels?siteId=${siteId}`));
    const [main] = tree.panels;
    const nodes = [main, ...main.panels];
    expect(panels.items).toHaveLength(nodes.length);
    for (const { panels: _below, chargers: _own, ...figures } of nodes) {
      const listed = panels.items.find(({ id }: Item) => id === figures.id);
      expect(listed).toMatchObject(figures);
    }
    // Some draw more than the site gives each of them.
    expect(main.offlineSumAmps).toBeGreaterThan(6 * main.chargerCount);
  });
});

/** As the list compares: text without case, by code units. */
const KEYS: Readonly<Record<string, (item: Item) => string | number>> = {
  chargerId: ({ chargerId }) => chargerId.toLowerCase(),
  displayName: ({ displayName }) => displayName.toLowerCase(),
  limitAmps: ({ limitAmps }) => limitAmps,
  lastChangedAt: ({ lastChangedAt }) => lastChangedAt,
};

describe('The list of chargers is sorted', () => {
  it.each(Object.entries(KEYS))(
    'by %s, rising and falling, the same on every page',
    async (sort, keyOf) => {
      const rising = await allItems(operator, listUrl(`status=all&sort=${sort}&limit=${PAGE}`));
      expect(idsOf(rising).toSorted()).toEqual(idsOf(all).toSorted());
      for (const [index, item] of rising.slice(1).entries()) {
        const before = keyOf(rising[index]);
        expect(before <= keyOf(item)).toBe(true);
      }
      const falling = await allItems(operator, listUrl(`status=all&sort=-${sort}&limit=${PAGE}`));
      expect(falling.map(keyOf)).toEqual(rising.map(keyOf).toReversed());
      expect(idsOf(falling).toSorted()).toEqual(idsOf(all).toSorted());
    },
  );
});

describe('A cursor', () => {
  it('goes to the end without gap or double while others write', async () => {
    const own = await openGarage(operator, { site: MANAGED });
    const chargers = await Promise.all(Array.from({ length: 40 }, () => addCharger(operator, own)));
    const newest = chargers
      .map((charger) => charger.position)
      .sort()
      .at(-1);
    let isReading = true;
    const writing = (async () => {
      let charger = chargers[0] as Answer;
      for (let count = 0; isReading; count += 1) {
        charger = await granted(editCharger(operator, charger, { parking: `${count}` }));
        await addCharger(operator, own);
      }
    })();
    const url = `/v1/chargers?siteId=${own.siteId}&limit=3`;
    const read = idsOf(await allItems(operator, url, newest));
    isReading = false;
    await writing;
    expect(new Set(read).size).toBe(read.length);
    expect(read).toEqual(expect.arrayContaining(chargers.map(({ body }) => body.id)));
  });

  it('is of its query alone', async () => {
    const { body } = await granted(operator('GET', listUrl(`limit=${PAGE}`)));
    const cursor = `cursor=${encodeURIComponent(body.nextCursor)}`;
    const queries = [`scope=closed&${cursor}`, `sort=-chargerId&${cursor}`, 'cursor=forged'];
    for (const query of queries) {
      expect(await operator('GET', listUrl(query))).toMatchObject({
        status: 400,
        body: { code: 'cursor-invalid' },
      });
    }
    expect(await operator('GET', listUrl(`limit=200&${cursor}`))).toMatchObject({ status: 200 });
  });
});

describe('A list as fresh as asked', () => {
  it('shows every write that its position is of, and says so', async () => {
    for (let count = 0; count < 10; count += 1) {
      const charger = await addCharger(operator, garage);
      const url = `/v1/chargers?chargerId=${charger.body.chargerId}`;
      const { body, position: shown } = await granted(
        operator('GET', url, { atLeast: charger.position }),
      );
      expect(idsOf(body.items)).toEqual([charger.body.id]);
      expect(shown >= charger.position).toBe(true);
    }
  });

  it.each(['', 'none', '1', '00000000'])(
    'is refused for what is no position: "%s"',
    async (text) => {
      const answer = await operator('GET', listUrl(''), { atLeast: text });
      expect(answer).toMatchObject({ status: 400, body: { code: 'position-invalid' } });
    },
  );

  it('is refused for a position of another book', async () => {
    const other = await createPlace();
    const stranger = await startService(other);
    const person = await stranger.person({ '*': ['administrator'] });
    const account = await granted(person('POST', '/v1/accounts', { body: { name: 'Other' } }));
    const answer = await operator('GET', listUrl(''), { atLeast: account.position });
    expect(answer).toMatchObject({ status: 400, body: { code: 'position-invalid' } });
    await stranger.stop();
    await other.remove();
  }, 60_000);

  it('is waited for while nobody projects, and there once a process projects alone', async () => {
    expect(await service.stop()).toBe(0);
    service = await startService(place, { PROJECTIONS: 'off' });
    operator = await service.person({ '*': ['administrator', 'support'] });
    const charger = await addCharger(operator, garage);
    const url = `/v1/chargers?chargerId=${charger.body.chargerId}`;
    const token = await place.token({ '*': ['viewer'] });
    const headers = {
      authorization: `Bearer ${token}`,
      'chargebook-at-least': charger.position,
      prefer: 'wait=1',
    };
    const late = await fetch(`${service.url}${url}`, { headers });
    expect(late.status).toBe(503);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await late.json()).toMatchObject({ code: 'not-caught-up' });
    const projector = await startService(place, { PROJECTIONS: 'only' });
    const listed = await granted(operator('GET', url, { atLeast: charger.position }));
    expect(idsOf(listed.body.items)).toEqual([charger.body.id]);
    expect(await projector.stop()).toBe(0);
  }, 60_000);
});
