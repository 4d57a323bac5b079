import { randomUUID } from 'node:crypto';

import { appendDated, datedSite, type DatedEvent } from '../support/dated-log';
import {
  addCharger,
  chargerUrl,
  editCharger,
  type Garage,
  granted,
  openGarage,
} from '../support/garage';
import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

jest.setTimeout(180_000);

let service: TestService;
let operator: Person;
let garage: Garage;

beforeAll(async () => {
  service = await startTestService();
  operator = await service.person({ '*': ['administrator'] });
  garage = await openGarage(operator);
});
afterAll(() => service.stop());

async function asOf(url: string, cut: string): Promise<Answer> {
  return operator('GET', `${url}?asOf=${encodeURIComponent(cut)}`);
}

function millisecondBehind(instant: string): string {
  return new Date(Date.parse(instant) + 1).toISOString();
}

describe('A thing as of an instant', () => {
  it('does not count what was recorded at the instant itself', async () => {
    const charger = await addCharger(operator, garage);
    const edited = await granted(editCharger(operator, charger, { limitAmps: 9 }));
    const at = edited.body.lastChangedAt;
    const then = await granted(asOf(chargerUrl(charger), millisecondBehind(at)));
    expect(then.body.limitAmps).toBe(9);
    const before = await asOf(chargerUrl(charger), at);
    expect([404, 200]).toContain(before.status);
    if (charger.body.addedAt < at) expect(before.body.limitAmps).toBe(16);
  });

  async function limitsAt(events: readonly [number, string][], cuts: readonly string[]) {
    const at = '2020-01-01T00:00:00.000Z';
    const site = datedSite(garage.accountId, { at, timeZone: 'Europe/Amsterdam' });
    const dated = events.map(([amps, when]) => site.limited(amps, when));
    const stream = `site-${site.siteId}`;
    const { accountId } = garage;
    const all: readonly DatedEvent[] = [...site.events, ...dated];
    await appendDated(service.store, { stream, accountId, events: all });
    const url = `/v1/sites/${site.siteId}/chargers/${site.chargerId}`;
    const limits: number[] = [];
    for (const cut of cuts) limits.push((await granted(asOf(url, cut))).body.limitAmps);
    return limits;
  }

  it('tells the two half past two of a night when clocks are set back apart', async () => {
    const events: [number, string][] = [
      [10, '2024-10-27T00:29:59.999Z'],
      [11, '2024-10-27T00:30:00.000Z'],
      [12, '2024-10-27T01:29:59.999Z'],
      [13, '2024-10-27T01:30:00.000Z'],
    ];
    const cuts = ['2024-10-27T02:30:00+02:00', '2024-10-27T02:30:00+01:00'];
    expect(await limitsAt(events, cuts)).toEqual([10, 12]);
  });

  it("knows the last day of a leap year's February", async () => {
    const events: [number, string][] = [
      [10, '2024-02-28T23:59:59.999Z'],
      [11, '2024-02-29T00:00:00.000Z'],
      [12, '2024-02-29T23:59:59.999Z'],
      [13, '2024-03-01T00:00:00.000Z'],
    ];
    const cuts = ['2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z', '2024-03-01T00:00:00.0001Z'];
    expect(await limitsAt(events, cuts)).toEqual([10, 12, 13]);
    expect(await asOf(`/v1/sites/${garage.siteId}`, '2023-02-29T00:00:00Z')).toMatchObject({
      status: 400,
      body: { code: 'validation-failed' },
    });
  });

  it('cuts once where a clock stepped back: what came behind did not happen before', async () => {
    const events: [number, string][] = [
      [10, '2024-05-01T10:00:00.000Z'],
      // The clock stood at 09:00 for these: the service recorded them at the time of the last.
      [11, '2024-05-01T10:00:00.000Z'],
      [12, '2024-05-01T10:00:00.000Z'],
      [13, '2024-05-01T10:00:00.001Z'],
      // Written by none of ours: order is the log's all the same.
      [14, '2024-05-01T09:00:00.000Z'],
    ];
    const cuts = [
      '2024-05-01T10:00:00.001Z',
      '2024-05-01T10:00:00Z',
      '2024-05-01T09:30:00Z',
      '2024-05-01T10:00:00.002Z',
      '2024-05-01T09:30:00Z',
    ];
    expect(await limitsAt(events, cuts)).toEqual([12, 16, 16, 14, 16]);
  });

  it('takes an offset whose plus sign was not escaped', async () => {
    const url = `/v1/sites/${garage.siteId}`;
    expect(await operator('GET', `${url}?asOf=2026-01-01T00:00:00+01:00`)).toMatchObject({
      status: 404,
    });
  });
});

describe('The connectors that were billable as a day began', () => {
  async function reported(accountId: string, date: string): Promise<Answer['body']> {
    const url = `/v1/accounts/${accountId}/billable-connectors?date=${date}`;
    return (await granted(operator('GET', url))).body;
  }

  it("are judged in each site's own time zone, with the events that say so", async () => {
    const { accountId } = await openGarage(operator);
    const at = '2024-01-10T12:00:00.000Z';
    const east = datedSite(accountId, { at, timeZone: 'Asia/Tokyo' });
    const west = datedSite(accountId, { at, timeZone: 'America/Los_Angeles' });
    // One moment: it is the 1st of March in the east already, and still February in the west.
    const moment = '2024-02-29T20:00:00.000Z';
    const positions: string[][] = [];
    for (const site of [east, west]) {
      const [open, own] = [
        { kind: 'public' },
        { kind: 'private', driverId: randomUUID() },
      ] as const;
      const opened = site.scoped({ kind: 'closed' }, open, moment);
      const closed = site.scoped(open, own, '2024-03-01T08:00:00.000Z');
      const events = [...site.events, opened, closed];
      const stream = `site-${site.siteId}`;
      positions.push([...(await appendDated(service.store, { stream, accountId, events }))]);
    }
    const { sites, connectorCount } = await reported(accountId, '2024-03-01');
    const bySite = new Map(sites.map((site: Answer['body']) => [site.siteId, site]));
    expect(connectorCount).toBe(2);
    expect(bySite.get(east.siteId)).toMatchObject({
      instant: '2024-02-29T15:00:00.000Z',
      position: positions[0]?.[2],
      chargers: [],
    });
    expect(bySite.get(west.siteId)).toMatchObject({
      timeZone: 'America/Los_Angeles',
      // What was recorded at the very midnight does not count any more.
      instant: '2024-03-01T08:00:00.000Z',
      position: positions[1]?.[3],
      chargers: [
        {
          id: west.chargerId,
          scope: { kind: 'public' },
          connectors: [1, 2],
          evidence: {
            scope: { position: positions[1]?.[3], at: moment, actor: 'dana', type: 'ScopeChanged' },
            connectors: { position: positions[1]?.[2], type: 'ChargerAdded' },
          },
        },
      ],
    });
    expect(sites).toHaveLength(2);
    expect((await reported(accountId, '2024-03-02')).connectorCount).toBe(0);
    expect((await reported(accountId, '2024-01-01')).sites).toEqual([]);
  });

  it.each([
    ['2999-01-01', 'instant-in-future'],
    ['2026-02-29', 'validation-failed'],
    ['2026-2-1', 'validation-failed'],
    ['', 'validation-failed'],
  ])('are not told for %s', async (date, code) => {
    const url = `/v1/accounts/${garage.accountId}/billable-connectors?date=${date}`;
    const refused = await operator('GET', url);
    expect(refused).toMatchObject({ status: 400, body: { code, pointer: '/date' } });
  });
});
