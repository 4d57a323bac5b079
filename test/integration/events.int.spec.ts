import { type Position } from '@chargebook/event-store';
import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { type LogPlace } from '../../apps/api/src/config';
import { type ChangeStream, openChanges } from '../support/change-stream';
import { eventually } from '../support/eventually';
import { foretold, pagesOf } from '../support/feed-pages';
import {
  addCharger,
  chargerUrl,
  editCharger,
  type Garage,
  granted,
  openGarage,
  retireCharger,
} from '../support/garage';
import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

jest.setTimeout(120_000);

const ADMINISTRATOR = { '*': ['administrator'] } as const;
const SERVICE = { '*': ['service'] } as const;

interface Engine {
  readonly log: LogPlace;
  stop(): Promise<void>;
}

const ENGINES: Readonly<Record<string, () => Promise<Engine>>> = {
  PostgreSQL: async () => ({ log: { engine: 'postgres' }, stop: async () => undefined }),
  'the double of an EventStoreDB': async () => {
    const double = await startEventStoreDbDouble();
    const log = { engine: 'eventstoredb', url: double.connectionString } as const;
    return { log, stop: () => double.stop() };
  },
};

describe.each(Object.entries(ENGINES))('The events of the book, on %s', (_name, startEngine) => {
  let engine: Engine;
  let service: TestService;
  let url: string;
  let operator: Person;
  let follower: Person;
  let garage: Garage;
  let streams: ChangeStream[];

  beforeAll(async () => {
    engine = await startEngine();
    service = await startTestService(engine.log);
    url = `${await service.listen()}/v1/events/stream`;
    operator = await service.person(ADMINISTRATOR);
    follower = await service.person(SERVICE);
    garage = await openGarage(operator);
  });
  beforeEach(() => (streams = []));
  afterEach(() => {
    for (const stream of streams) stream.leave();
  });
  afterAll(async () => {
    await service.stop();
    await engine.stop();
  });

  function page(query: string, person: Person = follower): Promise<Answer> {
    return granted(person('GET', `/v1/events${query}`));
  }

  function refusal(query: string, person: Person = follower): Promise<Answer> {
    return person('GET', `/v1/events${query}`);
  }

  async function follow(
    query: string,
    options: { readonly lastSeen?: string; readonly roles?: object } = {},
  ): Promise<ChangeStream> {
    const { roles = SERVICE, ...seen } = options;
    const token = await service.token(roles as typeof SERVICE);
    const stream = await openChanges({ url: `${url}${query}`, token, ...seen });
    streams.push(stream);
    return stream;
  }

  function idsIn({ messages }: ChangeStream): readonly string[] {
    return messages.filter(({ event }) => event === 'event').map(({ data }) => data.id);
  }

  it('are CloudEvents with the very data that was stored', async () => {
    const charger = await addCharger(operator, garage, { alias: 'Bay 1' });
    const { body } = await page(`?type=ChargerAdded&limit=1000`);
    const event = body.items.at(-1);
    const stored = (await service.log()).filter(({ type }) => type === 'ChargerAdded').at(-1);
    const metadata = JSON.parse(stored?.metadata ?? '');
    const { storeId } = service.store.identity;
    expect(event).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      source: `urn:chargebook:book:${storeId}`,
      type: 'ChargerAdded',
      subject: `site-${garage.siteId}`,
      time: charger.body.addedAt,
      datacontenttype: 'application/json',
      dataschema: 'urn:chargebook:event:ChargerAdded:1',
      position: charger.position,
      revision: expect.stringMatching(/^\d+$/),
      partitionkey: charger.body.id,
      accountid: garage.accountId,
      actorid: charger.body.addedBy,
      actorrole: 'administrator',
      commandid: metadata.command.id,
      correlationid: metadata.$correlationId,
      causationid: metadata.$causationId,
      data: JSON.parse(stored?.data ?? ''),
    });
    expect(event.data).toMatchObject({ alias: 'Bay 1' });
  });

  it('come page by page as the log has them, without gap, double or claim', async () => {
    for (let count = 0; count < 5; count += 1) await addCharger(operator, garage);
    const told = await foretold(service);
    for (const limit of [1, 3, 1_000]) {
      expect(await pagesOf(follower, { limit })).toEqual(told);
    }
    expect(told.length).toBeGreaterThan(8);
  });

  it('tell behind which position the next page begins, also at the end of the log', async () => {
    const last = await page('?limit=1000');
    expect(last.body.hasMore).toBe(false);
    const empty = await page(`?after=${last.body.position}`);
    expect(empty.body).toEqual({ items: [], position: last.body.position, hasMore: false });
    const end = await page('?after=end');
    expect(end.body.items).toEqual([]);
    const charger = await addCharger(operator, garage);
    for (const { body } of [empty, end]) {
      const next = await page(`?after=${body.position}`);
      expect(next.body.items.map(positionIn)).toEqual([charger.position]);
    }
    // A claim stands at the end of the log where a label was let go: it is passed over as well.
    const retired = await granted(retireCharger(operator, charger));
    const passed = await eventually(async () => {
      const { body } = await page(`?after=${retired.position}`);
      expect(body.position > retired.position).toBe(true);
      return body;
    });
    expect(passed.items).toEqual([]);
  });

  it('are chosen by category and type, and a page moves over all others', async () => {
    await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Night' } }));
    const all = await foretold(service);
    const typesOf = (body: { items: readonly { type: string }[] }) =>
      new Set(body.items.map(({ type }) => type));
    const plans = await page('?category=ratePlan&limit=1000');
    expect(typesOf(plans.body)).toEqual(new Set(['RatePlanAdded']));
    const several = await page('?type=PanelAdded&type=SiteAdded&limit=1000');
    expect(typesOf(several.body)).toEqual(new Set(['PanelAdded', 'SiteAdded']));
    const both = await page('?category=site&type=ChargerAdded&limit=1000');
    expect(typesOf(both.body)).toEqual(new Set(['ChargerAdded']));
    const none = await page('?type=DriverRemoved');
    expect(none.body.items).toEqual([]);
    expect(none.body.position >= (all.at(-1)?.position ?? '')).toBe(true);
  });

  it('show nobody what he may not see, and everybody what is of all accounts', async () => {
    const other = await openGarage(operator);
    const plan = await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Day' } }));
    const own = await service.person({ [garage.accountId]: ['service'] });
    const foreign = await service.person({ [other.accountId]: ['administrator'] });
    const [mine, theirs, all] = await Promise.all([
      pagesOf(own, { limit: 1_000 }),
      pagesOf(foreign, { limit: 1_000 }),
      foretold(service),
    ]);
    const of = (accountId: string) =>
      all.filter((event) => [accountId, null].includes(event.accountId));
    expect(mine).toEqual(of(garage.accountId));
    expect(theirs).toEqual(of(other.accountId));
    expect(mine.at(-1)?.position).toBe(plan.position);
  });

  it('of users are shown to administrators of all accounts alone', async () => {
    const email = `ida-${Date.now()}@example.org`;
    const body = { name: 'Ida Example', email, roles: { '*': ['viewer'] } };
    await granted(operator('POST', '/v1/users', { body }));
    const shown = await page('?category=user', operator);
    expect(shown.body.items.map(({ type }: { type: string }) => type)).toContain('UserAdded');
    const local = await service.person({ [garage.accountId]: ['administrator'] });
    for (const query of ['?category=user', '?type=UserAdded']) {
      expect((await page(query, operator)).body.items).not.toEqual([]);
      for (const person of [follower, local]) {
        const refused = await refusal(query, person);
        expect(refused).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
      }
    }
  });

  it.each([
    ['no number', '?limit=ten', '/limit'],
    ['too large a page', '?limit=1001', '/limit'],
    ['no page at all', '?limit=0', '/limit'],
    ['an unknown category', '?category=charger', '/category'],
    ['an unknown type', '?type=ChargerExploded', '/type'],
    ['a type of another category', '?category=driver&type=ChargerAdded', '/type'],
    ['the name of what every object has', '?category=constructor', '/category'],
    ['the type of a claim', '?type=Claimed', '/type'],
    ['an empty filter', '?type=', '/type'],
    ['an unknown parameter', '?kind=site', '/kind'],
  ])('are refused for %s', async (_what, query, pointer) => {
    const refused = await refusal(query);
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'validation-failed', errors: [{ pointer }] },
    });
    expect((await follow(query)).status).toBe(400);
  });

  it.each<[string, string, (good: string, end: string) => string]>([
    ['that is none', 'foreign', () => 'nonsense'],
    ['of another store', 'foreign', (good) => `00000000${good.slice(8)}`],
    ['beyond the head', 'beyond-head', (_good, end) => end.slice(0, -20) + '9'.repeat(20)],
    ['of a lost future', 'lost-future', (good) => good.replace(/-0001-/, '-0002-')],
  ])('are refused from a position %s, at once', async (_what, verdict, positionOf) => {
    const position = positionOf(garage.position, await service.head());
    const startedAtMs = performance.now();
    const refused = await refusal(`?after=${position}`);
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'position-invalid', pointer: '/after', verdict },
    });
    expect((await follow(`?after=${position}`)).status).toBe(400);
    expect((await follow('', { lastSeen: position })).status).toBe(400);
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
  });

  it('are told from the place of an event alone', async () => {
    const positions = new Set<string>();
    const reading = new AbortController();
    for await (const { events, caughtUp } of service.store.follow('start', reading.signal)) {
      for (const { position } of events) positions.add(position);
      if (caughtUp) break;
    }
    for (let distance = 1n; distance <= 40n; distance += 1n) {
      const position = movedBy(distance, garage.position as Position);
      const { status, body } = await refusal(`?after=${position}`);
      if (positions.has(position)) expect(status).toBe(200);
      else expect(['no-event', 'beyond-head']).toContain(body.verdict);
    }
  });

  it('are for services and administrators, of whatever account', async () => {
    for (const role of ['viewer', 'support', 'auditor'] as const) {
      const person = await service.person({ '*': [role] });
      const refused = await refusal('', person);
      expect(refused).toMatchObject({ status: 403, body: { code: 'role-missing' } });
      expect((await follow('', { roles: { '*': [role] } })).status).toBe(403);
    }
    expect((await openChanges({ url, token: 'none' })).status).toBe(401);
  });

  it('are streamed from the place asked for, and then as they are written', async () => {
    const before = await addCharger(operator, garage);
    const first = await addCharger(operator, garage);
    const stream = await follow(`?after=${before.position}`);
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const open = await stream.received('open');
    expect(open).toMatchObject({ id: before.position, data: { position: before.position } });
    const told = await stream.received('event');
    expect(told.id).toBe(first.position);
    const { body } = await page(`?after=${before.position}&limit=1`);
    expect(told.data).toEqual(body.items[0]);

    const edited = await granted(editCharger(operator, first, { alias: 'North', limitAmps: 8 }));
    await eventually(() => expect(stream.messages.at(-1)?.id).toBe(edited.position));
    const wanted = await pagesOf(follower, { limit: 100, after: before.position });
    expect(idsIn(stream)).toEqual(wanted.map(({ id }) => id));
  });

  it('are streamed on for who comes back, whatever his first request asked for', async () => {
    const from = (await addCharger(operator, garage)).position;
    const first = await addCharger(operator, garage);
    const second = await addCharger(operator, garage);
    const back = await follow(`?after=${from}&type=ChargerAdded`, { lastSeen: first.position });
    expect((await back.received('event')).id).toBe(second.position);
    const fresh = await follow('?after=end&type=ChargerRetired');
    await fresh.received('open');
    const current = await granted(operator('GET', chargerUrl(second)));
    const retired = await granted(retireCharger(operator, current));
    expect((await fresh.received('event')).id).toBe(retired.position);
    expect(idsIn(fresh)).toHaveLength(1);
  });

  it('are streamed from the very first when nothing is said', async () => {
    const stream = await follow('');
    expect((await stream.received('open')).data).toEqual({ position: null });
    const told = await foretold(service);
    await eventually(() => expect(idsIn(stream)).toEqual(told.map(({ id }) => id)));
  });
});

function positionIn(event: { readonly position: string }): string {
  return event.position;
}

/** The same token with each of its numbers higher. */
function movedBy(distance: bigint, position: Position): string {
  return position.replace(/[0-9]{20}/g, (digits) =>
    String(BigInt(digits) + distance).padStart(digits.length, '0'),
  );
}
