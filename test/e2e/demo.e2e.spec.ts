import { logOf } from '../support/chargers-of-log';
import { eventually } from '../support/eventually';
import { createPlace, type Place, type Service, startService } from '../support/service';
import { type Answer, type Person } from '../support/test-service';
import { startTool } from '../support/tool-process';

jest.setTimeout(120_000);

let place: Place;
let service: Service;
let reader: Person;

/** Reading begins at once: nothing of the demo may still be on its way. */
beforeAll(async () => {
  place = await createPlace();
  service = await startService(place, {}, ['--demo']);
  reader = await service.person({ '*': ['viewer'] });
}, 240_000);
afterAll(async () => {
  await service.stop();
  await place.remove();
});

type Items = readonly Answer['body'][];

async function itemsOf(list: string, person = reader): Promise<Items> {
  const { body } = await person('GET', list);
  return body.items;
}

function namesOf(items: Items): readonly string[] {
  return items.map(({ name, chargerId }) => name ?? chargerId);
}

async function treeOf(siteName: string): Promise<Items> {
  const [site] = await itemsOf(`/v1/sites?q=${encodeURIComponent(siteName)}`);
  return (await reader('GET', `/v1/sites/${site.id}/hierarchy`)).body.panels;
}

async function eventsIn(book: Place): Promise<number> {
  return (await logOf(await book.logUrl())).length;
}

describe('The demo', () => {
  it('shows every scope, every override and a retired charger in the list', async () => {
    const chargers = await itemsOf('/v1/chargers?status=all&limit=200');
    const kinds = new Set(chargers.map(({ scope }) => scope.kind));
    const all = ['account', 'closed', 'groups', 'open', 'private', 'public'];
    expect(kinds).toEqual(new Set(all));
    expect(chargers).toHaveLength(40);
    expect(namesOf(chargers.filter(({ status }) => status === 'retired'))).toEqual(['JC-B6']);
    const overridden = async (kind: string): Promise<readonly string[]> =>
      namesOf(await itemsOf(`/v1/chargers?override=${kind}`));
    expect(await overridden('rate')).toEqual(['JC-S1', 'JC-S2', 'SF-R1']);
    expect(await overridden('delay')).toEqual(['JC-A4']);
    expect(await overridden('offlineAllocation')).toEqual(['JC-A1', 'JC-S8']);
  });

  it('shows payment terminals, and a rate plan that was archived after it was set', async () => {
    const paid = await itemsOf('/v1/chargers?hasPaymentTerminal=true');
    expect(namesOf(paid)).toEqual(['ML-101', 'ML-102']);
    expect(await itemsOf('/v1/chargers?needsAttention=true')).toMatchObject([
      { chargerId: 'JC-S2', needsAttention: [{ code: 'rate-plan-archived' }] },
    ]);
  });

  it('shows nested panels, a scheduled limit and managed load in the tree', async () => {
    expect(await treeOf('Juniper Court Campus')).toMatchObject([
      {
        name: 'Main switchboard',
        evLimit: { kind: 'scheduled', peakAmps: 160, offPeakAmps: 300 },
        worstAmps: 160,
        subscribedAmps: 672,
        subscriptionRatio: 4.2,
        offlineSumAmps: 118,
        offlineHeadroomAmps: 42,
        panels: [
          { name: 'North car park', panels: [{ name: 'North row A' }, { name: 'North row B' }] },
          { name: 'South car park', evLimit: { kind: 'fixed', amps: 120 } },
        ],
      },
    ]);
    expect(await treeOf('Mill Lane Garage')).toMatchObject([{ offlineSumAmps: null }]);
  });

  it('shows accounts, groups of one and of all of them, drivers and an inactive site', async () => {
    const accounts = await itemsOf('/v1/accounts');
    expect(namesOf(accounts)).toEqual([
      'Copperfield Clinics',
      'Juniper Court Offices',
      'Saltmarsh Ferries',
    ]);
    const [, juniper, saltmarsh] = accounts;
    expect(await itemsOf('/v1/groups')).toMatchObject([
      { name: 'Deck crew', accountId: saltmarsh.id },
      { name: 'Field technicians', accountId: null },
      { name: 'Night shift', accountId: juniper.id },
    ]);
    expect(await itemsOf(`/v1/accounts/${saltmarsh.id}/drivers`)).toMatchObject([
      { externalId: 'SF-007', status: 'active' },
      { externalId: 'SF-031', status: 'blocked' },
    ]);
    const sites = await itemsOf('/v1/sites');
    expect(namesOf(sites.filter(({ active }) => !active))).toEqual(['Pier 4 Car Deck']);
    expect(sites.filter(({ delayedCharging }) => delayedCharging)).toHaveLength(1);
  });
});

describe('A start with --demo', () => {
  it('writes nothing into a book that holds the demo already', async () => {
    const before = await eventsIn(place);
    await service.stop();
    service = await startService(place, {}, ['--demo']);
    reader = await service.person({ '*': ['viewer'] });
    expect(await eventsIn(place)).toBe(before);
  });

  it('goes on where one that was killed half-way ended', async () => {
    const other = await createPlace();
    const first = startTool(other, ['apps/api/src/main.ts', '--demo']);
    await eventually(async () => expect(await eventsIn(other)).toBeGreaterThan(25), 60_000);
    first.kill();
    await first.exitCode;
    const whole = await eventsIn(place);
    expect(await eventsIn(other)).toBeLessThan(whole);

    const second = await startService(other, {}, ['--demo']);
    const person = await second.person({ '*': ['viewer'] });
    expect(await itemsOf('/v1/chargers?status=all&limit=200', person)).toHaveLength(40);
    // A claim that was cut off may be taken twice; things and changes are not.
    expect(await itemsOf('/v1/accounts', person)).toHaveLength(3);
    expect(await itemsOf('/v1/sites', person)).toHaveLength(4);
    await second.stop();
    await other.remove();
  });

  it('leaves a book that is not empty as it is, and says so', async () => {
    const other = await createPlace();
    const plain = await startService(other);
    const person = await plain.person({ '*': ['administrator'] });
    await person('POST', '/v1/rate-plans', { body: { name: 'Mine' } });
    await plain.stop();
    const before = await eventsIn(other);
    const demo = await startService(other, {}, ['--demo']);
    expect(demo.output()).toContain('The book is not empty: --demo changes nothing.\n');
    expect(await eventsIn(other)).toBe(before);
    await demo.stop();
    await other.remove();
  });

  it.each([
    { setting: { PROJECTIONS: 'off' }, line: '--demo needs PROJECTIONS=on\n' },
    {
      setting: { AUTH_JWKS_URL: 'https://issuer.example/keys' },
      line: '--demo needs the local key: unset AUTH_JWKS_URL\n',
    },
  ])('is refused in one line: $line', async ({ setting, line }) => {
    const refused = startTool(place, ['apps/api/src/main.ts', '--demo'], setting);
    expect(await refused.exitCode).toBe(1);
    expect(refused.output()).toBe(line);
  });
});
