import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { type LogPlace } from '../../apps/api/src/config';
import { type ChangeStream, openChanges } from '../support/change-stream';
import { eventually } from '../support/eventually';
import {
  addAccount,
  addCharger,
  chargerUrl,
  editCharger,
  type Garage,
  granted,
  openGarage,
} from '../support/garage';
import { type Person, startTestService, type TestService } from '../support/test-service';

jest.setTimeout(120_000);

const ADMINISTRATOR = { '*': ['administrator'] } as const;

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

describe.each(Object.entries(ENGINES))('The stream of changes, on %s', (_name, startEngine) => {
  let engine: Engine;
  let service: TestService;
  let url: string;
  let operator: Person;
  let early: string;
  let garage: Garage;
  let streams: ChangeStream[];

  beforeAll(async () => {
    engine = await startEngine();
    service = await startTestService(engine.log);
    url = `${await service.listen()}/v1/changes`;
    operator = await service.person(ADMINISTRATOR);
    early = (await addAccount(operator)).position;
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

  async function follow(
    roles: Parameters<TestService['token']>[0] = ADMINISTRATOR,
    options: { readonly lastSeen?: string; readonly query?: string } = {},
  ): Promise<ChangeStream> {
    const { query = '', ...seen } = options;
    const token = await service.token(roles);
    const stream = await openChanges({ url: `${url}${query}`, token, ...seen });
    streams.push(stream);
    return stream;
  }

  function changesIn({ messages }: ChangeStream): readonly { readonly position: string }[] {
    return messages.filter(({ event }) => event === 'change').map(({ data }) => data);
  }

  it('opens where the log ends, and tells what changes from there', async () => {
    const stream = await follow();
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.headers.get('cache-control')).toBe('no-store');
    const open = await stream.received('open');
    expect(open).toEqual({ event: 'open', id: open.data.position, data: open.data });
    expect(open.data.position >= garage.position).toBe(true);

    const charger = await addCharger(operator, garage);
    const added = await stream.received('change');
    const { accountId, siteId } = garage;
    const thing = { kind: 'charger', id: charger.body.id };
    const actor = charger.body.addedBy;
    expect(added.data).toEqual({ position: charger.position, accountId, siteId, thing, actor });
    expect(added.id).toBe(charger.position);

    const edited = await granted(editCharger(operator, charger, { alias: 'North', limitAmps: 8 }));
    // An engine may hand out an append in two pieces: then it is told as two changes of one thing.
    await eventually(() =>
      expect(changesIn(stream).at(-1)).toMatchObject({ thing, position: edited.position }),
    );
    const plan = await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Night' } }));
    await eventually(() =>
      expect(changesIn(stream).at(-1)).toMatchObject({
        accountId: null,
        siteId: null,
        thing: { kind: 'ratePlan', id: plan.body.id },
      }),
    );
    expect(stream.messages.some(({ event }) => event === 'reset')).toBe(false);
  });

  it('tells a position that a list can be asked for at least', async () => {
    const stream = await follow();
    await stream.received('open');
    const charger = await addCharger(operator, garage);
    const { id: atLeast } = await stream.received('change');
    const list = `/v1/chargers?siteId=${garage.siteId}&chargerId=${charger.body.chargerId}`;
    const listed = await granted(operator('GET', list, { atLeast: atLeast ?? '' }));
    expect(listed.body.total).toBe(1);
  });

  it('tells nobody of what he may not see, and everybody of what is of all accounts', async () => {
    const other = await openGarage(operator);
    const [own, asked, foreign, nobody] = await Promise.all([
      follow({ [garage.accountId]: ['viewer'] }),
      follow(ADMINISTRATOR, { query: `?accountId=${garage.accountId}` }),
      follow({ [other.accountId]: ['viewer'] }),
      follow({}),
    ]);
    await Promise.all(streams.map((stream) => stream.received('open')));
    const charger = await addCharger(operator, garage);
    const elsewhere = await addCharger(operator, other);
    const group = await granted(operator('POST', '/v1/groups', { body: { name: 'Fleet' } }));
    const last = group.position;
    await Promise.all(
      streams.map((stream) =>
        eventually(() => expect(changesIn(stream).at(-1)?.position).toBe(last)),
      ),
    );
    // What was written before may still be on its way when a stream opens.
    const told = [own, asked, foreign, nobody].map((stream) =>
      changesIn(stream)
        .map(({ position }) => position)
        .filter((position) => position >= charger.position),
    );
    expect(told).toEqual([
      [charger.position, last],
      [charger.position, last],
      [elsewhere.position, last],
      [last],
    ]);
  });

  it('tells nothing of claims and of what was refused', async () => {
    const stream = await follow();
    await stream.received('open');
    const charger = await addCharger(operator, garage);
    const { chargerId } = charger.body;
    const site = `/v1/sites/${garage.siteId}/chargers`;
    const body = { chargerId, limitAmps: 16, panelId: garage.panelId, scope: { kind: 'closed' } };
    expect(await operator('POST', site, { body })).toMatchObject({ status: 409 });
    const ifMatch = charger.etag;
    const retired = await granted(
      operator('POST', `${chargerUrl(charger)}/retire`, { body: { reason: 'Old' }, ifMatch }),
    );
    await eventually(() => expect(changesIn(stream).at(-1)?.position).toBe(retired.position));
    expect(changesIn(stream).map(({ position }) => position)).toEqual([
      charger.position,
      retired.position,
    ]);
  });

  it('goes on for who comes back where he was, without gap or double', async () => {
    const staying = await follow();
    await staying.received('open');
    const first = await addCharger(operator, garage);
    await staying.received('change');
    const leaving = await follow({ [garage.accountId]: ['viewer'] });
    const { id: lastSeen = '' } = await leaving.received('open');
    leaving.leave();
    const second = await addCharger(operator, garage);
    const third = await addCharger(operator, garage);
    const back = await follow({ [garage.accountId]: ['viewer'] }, { lastSeen });
    expect((await back.received('open')).id).toBe(lastSeen);
    await back.received('change', 1);
    const fourth = await addCharger(operator, garage);
    await back.received('change', 2);
    const missed = [second, third, fourth].map(({ position }) => position);
    expect(changesIn(back).map(({ position }) => position)).toEqual(missed);
    await staying.received('change', 3);
    expect(changesIn(staying).map(({ position }) => position)).toEqual([first.position, ...missed]);
  });

  it.each([
    ['is none', () => 'nonsense'],
    ['is of another book', () => `00000000${garage.position.slice(8)}`],
    ['is of before the log was followed', () => early],
  ])('says that all is to be fetched anew where the last position %s', async (_why, position) => {
    const stream = await follow(ADMINISTRATOR, { lastSeen: position() });
    const reset = await stream.received('reset');
    const open = await stream.received('open');
    expect(reset).toEqual({ event: 'reset', id: open.id, data: open.data });
    expect(stream.messages.map(({ event }) => event)).toEqual(['open', 'reset']);
    const charger = await addCharger(operator, garage);
    expect((await stream.received('change')).id).toBe(charger.position);
  });

  it('is refused to strangers, and for what is no account of theirs', async () => {
    const known = await follow({ [garage.accountId]: ['viewer'] }, { query: '?accountId=1' });
    expect(known.status).toBe(400);
    const token = await service.token({ [garage.siteId]: ['viewer'] });
    const foreign = await openChanges({ url: `${url}?accountId=${garage.accountId}`, token });
    expect(foreign.status).toBe(404);
    expect((await openChanges({ url, token: 'none' })).status).toBe(401);
    const expired = await service.token(ADMINISTRATOR, { ttlSeconds: -1 });
    expect((await openChanges({ url, token: expired })).status).toBe(401);
  });

  it('has 16 places for one person, who may open another once he closed one', async () => {
    const token = await service.token(ADMINISTRATOR);
    const open = () => openChanges({ url, token });
    const many = await Promise.all(Array.from({ length: 16 }, open));
    streams.push(...many);
    const refused = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({ code: 'too-many-streams' });
    many[0]?.leave();
    const again = await eventually(async () => {
      const stream = await open();
      streams.push(stream);
      expect(stream.status).toBe(200);
      return stream;
    });
    await again.received('open');
  });

  it('answers HEAD without opening a stream', async () => {
    const token = await service.token(ADMINISTRATOR);
    const head = () =>
      fetch(url, { method: 'HEAD', headers: { authorization: `Bearer ${token}` } });
    for (let count = 0; count < 20; count += 1) expect((await head()).status).toBe(200);
  });

  it('ends when the token that opened it expires', async () => {
    const token = await service.token(ADMINISTRATOR, { ttlSeconds: 2 });
    const stream = await openChanges({ url, token });
    await stream.received('open');
    expect(await stream.ended).toBe(true);
    expect((await openChanges({ url, token })).status).toBe(401);
  });
});
