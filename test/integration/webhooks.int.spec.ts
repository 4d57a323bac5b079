import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type StreamName } from '@chargebook/event-store';

import { eventually } from '../support/eventually';
import { foretold } from '../support/feed-pages';
import { addCharger, editCharger, type Garage, granted, openGarage } from '../support/garage';
import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

jest.setTimeout(120_000);

interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

let service: TestService;
let operator: Person;
let garage: Garage;
let server: Server;
let url: string;
let received: Received[];
let status: number;
/** Of this test alone: a webhook that was removed is told for a second more. */
let path = '/0';

beforeAll(async () => {
  service = await startTestService({ engine: 'postgres' }, { WEBHOOK_NETWORKS: '127.0.0.1' });
  operator = await service.person({ '*': ['administrator'] });
  garage = await openGarage(operator);
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      if (request.url === path) received.push({ headers: request.headers, text });
      response.writeHead(status).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  received = [];
  status = 204;
  path = `/${Number(path.slice(1)) + 1}`;
});
afterEach(async () => {
  const { body } = await operator('GET', '/v1/webhooks');
  for (const { id } of body.items) await remove(id);
});
afterAll(async () => {
  await service.stop();
  server.close();
  server.closeAllConnections();
});

function addWebhook(body: object, person: Person = operator): Promise<Answer> {
  return person('POST', '/v1/webhooks', { body: { url: `${url}${path}`, ...body } });
}

async function remove(id: string): Promise<Answer> {
  const { etag } = await operator('GET', `/v1/webhooks/${id}`);
  return operator('DELETE', `/v1/webhooks/${id}`, { ifMatch: etag });
}

function stateOf({ body }: Answer): Promise<Answer> {
  return granted(operator('GET', `/v1/webhooks/${body.id}`));
}

function eventsReceived(): readonly { readonly id: string; readonly position: string }[] {
  return received.map(({ text }) => JSON.parse(text));
}

function signatureOf(secret: string, { headers, text }: Received): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const parts = [headers['webhook-id'], headers['webhook-timestamp'], text];
  const signed = parts.join('.');
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

describe('Webhooks', () => {
  it('bring every event, signed, and in the order of each thing', async () => {
    const added = await granted(addWebhook({ after: 'start' }));
    expect(added.status).toBe(201);
    expect(added.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const charger = await addCharger(operator, garage);
    await granted(editCharger(operator, charger, { limitAmps: 8, alias: 'North' }));
    const told = await foretold(service);
    await eventually(() => expect(received).toHaveLength(told.length), 30_000);
    const ids = eventsReceived().map(({ id }) => id);
    expect([...ids].sort()).toEqual(told.map(({ id }) => id).sort());
    const own = told.filter(({ position }) => position >= charger.position).map(({ id }) => id);
    expect(ids.filter((id) => own.includes(id))).toEqual(own);
    for (const delivery of received) {
      expect(delivery.headers['webhook-signature']).toBe(signatureOf(added.body.secret, delivery));
      const ageSeconds = Date.now() / 1_000 - Number(delivery.headers['webhook-timestamp']);
      expect(Math.abs(ageSeconds)).toBeLessThan(60);
    }
    await eventually(async () =>
      expect((await stateOf(added)).body).toMatchObject({
        status: 'active',
        deliveredTo: told.at(-1)?.position,
        deliveredCount: told.length,
        failures: 0,
        parkedReason: null,
      }),
    );
    expect((await stateOf(added)).body.secret).toBeUndefined();
  });

  it('tell why they fail, and bring the rest when that is over', async () => {
    status = 500;
    const added = await granted(addWebhook({ types: ['ChargerAdded'] }));
    const first = await addCharger(operator, garage);
    await eventually(async () =>
      expect((await stateOf(added)).body).toMatchObject({
        status: 'failing',
        failures: 1,
        lastFailure: 'answered 500',
      }),
    );
    const { body: metrics } = await service.application.inject('/metrics');
    expect(metrics).toContain('chargebook_webhooks{status="failing"} 1\n');
    expect(metrics).toContain('chargebook_webhooks{status="parked"} 0\n');
    status = 200;
    const second = await addCharger(operator, garage);
    await eventually(async () => {
      const { body } = await stateOf(added);
      expect(body).toMatchObject({ status: 'active', deliveredTo: second.position });
    }, 30_000);
    const positions = eventsReceived().map(({ position }) => position);
    expect(positions[0]).toBe(first.position);
    expect(positions).toContain(second.position);
    const again = positions.filter((position) => position === first.position);
    expect(again.length).toBeGreaterThanOrEqual(2);
  });

  it('bring what was brought once more when that is asked for', async () => {
    const added = await granted(addWebhook({ types: ['ChargerAdded'] }));
    const [before, first] = [
      await addCharger(operator, garage),
      await addCharger(operator, garage),
    ];
    await eventually(() => expect(received).toHaveLength(2), 30_000);
    const replayed = await granted(
      operator('POST', `/v1/webhooks/${added.body.id}/replay`, {
        body: { after: before.position },
      }),
    );
    expect(replayed.etag).not.toBe(added.etag);
    await eventually(() => expect(received).toHaveLength(3), 30_000);
    expect(eventsReceived().at(-1)?.position).toBe(first.position);
    const stale = await operator('DELETE', `/v1/webhooks/${added.body.id}`, {
      ifMatch: added.etag,
    });
    expect(stale).toMatchObject({ status: 412, body: { code: 'version-mismatch' } });
    expect((await remove(added.body.id)).status).toBe(204);
    expect((await operator('GET', `/v1/webhooks/${added.body.id}`)).status).toBe(404);
  });

  it('of an account bring what is of that and of all accounts alone', async () => {
    const other = await openGarage(operator);
    const local = await service.person({ [garage.accountId]: ['administrator'] });
    const wish = { accountId: garage.accountId, categories: ['site', 'ratePlan'] };
    const added = await granted(addWebhook(wish, local));
    await addCharger(operator, other);
    const own = await addCharger(operator, garage);
    const plan = await granted(operator('POST', '/v1/rate-plans', { body: { name: 'Night' } }));
    await eventually(() => expect(received).toHaveLength(2), 30_000);
    expect(new Set(eventsReceived().map(({ position }) => position))).toEqual(
      new Set([own.position, plan.position]),
    );
    expect((await local('GET', '/v1/webhooks')).body.items).toHaveLength(1);
    const stranger = await service.person({ [other.accountId]: ['administrator'] });
    expect((await stranger('GET', '/v1/webhooks')).body.items).toEqual([]);
    expect((await stranger('GET', `/v1/webhooks/${added.body.id}`)).status).toBe(404);
    expect((await addWebhook({}, local)).status).toBe(403);
    expect((await addWebhook({ accountId: garage.accountId }, stranger)).status).toBe(404);
  });

  it('are so many of one account at most, and leave room to those of others', async () => {
    const wish = { accountId: garage.accountId };
    for (let count = 0; count < 20; count += 1) await granted(addWebhook(wish));
    const refused = await addWebhook(wish);
    expect(refused).toMatchObject({ status: 422, body: { code: 'too-many-webhooks' } });
    expect((await addWebhook({})).status).toBe(201);
    const [first] = (await operator('GET', '/v1/webhooks')).body.items;
    expect((await remove(first.id)).status).toBe(204);
    expect((await addWebhook(wish)).status).toBe(201);
  });

  it.each([
    ['https://10.0.0.1/', 'webhook-address-private'],
    ['http://[::1]/', 'webhook-address-private'],
    ['https://169.254.169.254/latest', 'webhook-address-private'],
    ['https://[fec0::1]/', 'webhook-address-private'],
    ['http://93.184.215.14/', 'webhook-address-private'],
    ['ftp://example.org/', 'webhook-url-invalid'],
    ['https://user:word@example.org/', 'webhook-url-invalid'],
    ['receiver', 'webhook-url-invalid'],
    ['https://nobody.invalid/', 'webhook-address-unknown'],
  ])('are refused to %s', async (bad, code) => {
    const refused = await addWebhook({ url: bad });
    expect(refused).toMatchObject({ status: 422, body: { code, pointer: '/url' } });
  });

  it.each([
    [{ types: ['ChargerExploded'] }, 'validation-failed'],
    [{ categories: ['charger'] }, 'validation-failed'],
    [{ categories: ['user'] }, 'validation-failed'],
    [{ types: ['UserAdded'] }, 'validation-failed'],
    [{ types: 'ChargerAdded' }, 'validation-failed'],
    [{ after: 'nonsense' }, 'position-invalid'],
  ])('are refused with %j', async (body, code) => {
    expect(await addWebhook(body)).toMatchObject({ status: 400, body: { code } });
  });
});

/** What the process that delivers holds. */
const DELIVERY_LOCK = 7_266_101_122;

async function isDeliveredByNobody(): Promise<boolean> {
  const sql = 'select pg_try_advisory_xact_lock($1::bigint) as "isFree"';
  const [row] = (await service.query(sql, [DELIVERY_LOCK])) as { readonly isFree: boolean }[];
  return row?.isFree === true;
}

/** Writes an event as a newer process would do it. */
async function writeNewer(): Promise<void> {
  const metadata = (await service.log()).at(-1)?.metadata ?? '';
  const event = { id: randomUUID(), type: 'SiteFloated', data: '{}', metadata };
  await service.store.append(`site-${randomUUID()}` as StreamName, 'no-stream', [event]);
}

// The last of all: behind that event this service delivers nothing.
describe('At an event of a newer process', () => {
  it('what stands before it is delivered, and that process may do the rest', async () => {
    const added = await granted(addWebhook({ types: ['ChargerAdded'] }));
    const { position } = await addCharger(operator, garage);
    await eventually(() => expect(received).toHaveLength(1), 30_000);
    expect(await isDeliveredByNobody()).toBe(false);
    const last = await addCharger(operator, garage);
    await writeNewer();
    await eventually(async () => expect(await isDeliveredByNobody()).toBe(true), 60_000);
    expect(eventsReceived().map((event) => event.position)).toEqual([position, last.position]);
    expect((await stateOf(added)).body).toMatchObject({
      status: 'active',
      deliveredTo: last.position,
      deliveredCount: 2,
    });
  });
});
