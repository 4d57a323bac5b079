import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { type Readable } from 'node:stream';

import { type Actor, type Role, ROLES } from '@chargebook/kernel';
import { SignJWT } from 'jose';

import { addCharger, freshLabel, granted, openGarage } from '../support/garage';
import { localKeyOf } from '../support/local-key';
import { invite, settle } from '../support/people';
import { type Expected, type Place, PLACES, type Things } from '../support/route-access';
import { ROUTE_ACCESS } from '../support/route-access-table';
import { type Person, startTestService, type TestService } from '../support/test-service';

jest.setTimeout(120_000);

let service: TestService;
let operator: Person;
let things: Things;
let otherAccount: string;
let described: readonly string[];

beforeAll(async () => {
  service = await startTestService({ engine: 'postgres' }, { WEBHOOK_NETWORKS: '127.0.0.1' });
  operator = await service.person({ '*': ['administrator'] });
  things = await makeThings();
  otherAccount = (await openGarage(operator)).accountId;
  const { payload } = await service.application.inject({ method: 'GET', url: '/openapi.json' });
  const { paths } = JSON.parse(payload) as { readonly paths: Readonly<Record<string, object>> };
  described = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
});
afterAll(() => service.stop());

async function makeThings(): Promise<Things> {
  const garage = await openGarage(operator);
  const { accountId } = garage;
  const qaAlias = freshLabel();
  const make = async (url: string, body: object): Promise<string> =>
    (await granted(operator('POST', url, { body }))).body.id;
  return {
    ...garage,
    chargerId: (await addCharger(operator, garage, { qaAlias })).body.id,
    qaAlias,
    driverId: await make(`/v1/accounts/${accountId}/drivers`, { externalId: 'driver-1' }),
    groupId: await make('/v1/groups', { name: 'Night shift', accountId }),
    ratePlanId: await make('/v1/rate-plans', { name: 'Workplace' }),
    userId: (await invite(operator, { [accountId]: ['viewer'] })).id,
    webhookId: await make('/v1/webhooks', { url: 'http://127.0.0.1:9/', accountId }),
  };
}

/** Whatever a path calls `id` is what the part before it names. */
function pathOf(route: string): string {
  const [, path = ''] = route.split(' ');
  const id = path.includes('/rate-plans/') ? things.ratePlanId : things.chargerId;
  const ids: Readonly<Record<string, string>> = { ...things, id };
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = ids[name];
    if (value === undefined) throw new Error(`${route}: nothing goes by ${name}`);
    return value;
  });
}

interface Got {
  readonly status: number;
  readonly code: string | undefined;
  readonly text: string;
}

function sentTo(route: string) {
  const [method] = route.split(' ') as ['GET'];
  const body = ROUTE_ACCESS[route]?.body?.(things) ?? {};
  const sent = { method, url: pathOf(route) };
  if (!/^(POST|PATCH) /.test(route)) return { ...sent, headers: {}, payload: {} };
  const headers = { 'content-type': 'application/json' };
  return { ...sent, headers, payload: { payload: JSON.stringify(body) } };
}

/** Each kind of person from an address of his own: who sends bad tokens is slowed down. */
async function call(
  route: string,
  headers: Readonly<Record<string, string>>,
  remoteAddress = '10.0.0.1',
): Promise<Got> {
  const { payload, ...sent } = sentTo(route);
  const answer = await service.application.inject({
    ...sent,
    ...payload,
    remoteAddress,
    headers: { ...headers, ...sent.headers },
    payloadAsStream: true,
  });
  const text = await textOf(answer.stream(), String(answer.headers['content-type']));
  const isProblem = String(answer.headers['content-type']).includes('problem+json');
  const code = isProblem ? (JSON.parse(text) as { readonly code: string }).code : undefined;
  return { status: answer.statusCode, code, text };
}

/** A stream of events has no end: its head says enough. */
async function textOf(stream: Readable, type: string): Promise<string> {
  if (type.includes('text/event-stream')) {
    stream.destroy();
    return '';
  }
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString();
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

function rolesAt(place: Place, role: Role): Actor['roles'] {
  const account = { own: things.accountId, other: otherAccount, everywhere: '*' }[place];
  return { [account]: [role] };
}

/** Tokens that prove nothing, whatever they say. */
async function badTokens(): Promise<Readonly<Record<string, string>>> {
  const roles = { '*': ['administrator'] };
  const { privateKey: local, publicText } = await localKeyOf(service.dataDir);
  const { privateKey: foreign } = generateKeyPairSync('ed25519');
  const token = (issuer: string, audience: string, expiry: string) =>
    new SignJWT({ roles })
      .setSubject('dana')
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime(expiry);
  const good = () => token('chargebook-local', 'chargebook', '5m');
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  const signed = await good().setProtectedHeader({ alg: 'EdDSA' }).sign(local);
  const [, claims = ''] = signed.split('.');
  return {
    expired: await token('chargebook-local', 'chargebook', '-1s')
      .setProtectedHeader({ alg: 'EdDSA' })
      .sign(local),
    'for another audience': await token('chargebook-local', 'another', '5m')
      .setProtectedHeader({ alg: 'EdDSA' })
      .sign(local),
    'of another issuer': await token('another', 'chargebook', '5m')
      .setProtectedHeader({ alg: 'EdDSA' })
      .sign(local),
    'of another key': await good().setProtectedHeader({ alg: 'EdDSA' }).sign(foreign),
    'by the public key as a secret': await good()
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(publicText)),
    'with alg none': `${none}.${claims}.`,
    'that is none': 'garbage',
  };
}

const ROUTES = Object.entries(ROUTE_ACCESS);

describe('The table of who may call what', () => {
  it('has one line for each route of the interface, and no other', () => {
    expect(Object.keys(ROUTE_ACCESS).sort()).toEqual([...described].sort());
    expect(ROUTES.length).toBeGreaterThan(40);
  });
});

describe.each(PLACES)('With a role in the account: %s', (place) => {
  it.each(ROLES)('as %s, every route answers as the table says', async (role) => {
    const headers = bearer(await service.token(rolesAt(place, role)));
    const got = await statusesOf((route) => call(route, headers));
    expect(got).toEqual(expectedOf((line) => line[place][role]));
  });
});

describe('Whoever has no role', () => {
  it('gets what everybody may know, and nothing else', async () => {
    const headers = bearer(await service.token({}));
    const got = await statusesOf((route) => call(route, headers));
    expect(got).toEqual(expectedOf(({ nobody }) => nobody));
  });

  it('is asked for a token where he sends none', async () => {
    const got = await statusesOf((route) => call(route, {}, '10.0.0.2'));
    expect(got).toEqual(expectedOf(({ stranger }) => stranger));
  });

  it('does not come further with a token that proves nothing', async () => {
    for (const [kind, token] of Object.entries(await badTokens())) {
      const got = await statusesOf((route) => call(route, bearer(token), `10.0.1.${kind.length}`));
      expect({ kind, got }).toEqual({ kind, got: expectedOf(({ stranger }) => stranger) });
    }
  });
});

describe('With the cookie of a session', () => {
  let cookie: string;
  beforeAll(async () => {
    const { secret } = await invite(operator, { [things.accountId]: ['administrator'] });
    const browser = service.browser();
    await settle(browser, secret);
    cookie = `chargebook_session=${browser.cookies.get('chargebook_session')}`;
  });

  const routes = ROUTES.filter(([route]) => route.includes(' /v1/'));

  it('from a page of the service, it is as with a token of the same roles', async () => {
    const headers = { cookie, origin: 'http://localhost' };
    const got = await statusesOf((route) => call(route, headers), routes);
    expect(got).toEqual(expectedOf(({ own }) => own.administrator, routes));
  });

  it('from a page of another site, nothing is written', async () => {
    const headers = { cookie, origin: 'https://evil.example' };
    const writes = routes.filter(([route]) => !route.startsWith('GET '));
    for (const [route] of writes) {
      const { status, code } = await call(route, headers);
      expect({ route, status, code }).toEqual({ route, status: 403, code: 'cross-site-request' });
    }
  });
});

describe('Another account’s data', () => {
  it('is in no answer, of whatever route', async () => {
    const secrets = Object.entries(things).flatMap(([name, id]) =>
      name === 'ratePlanId' || name === 'position' ? [] : [String(id)],
    );
    const strangers = [
      await service.token({ [otherAccount]: [...ROLES] }),
      await service.token({ [randomUUID()]: ['administrator'] }),
      await service.token({}),
    ];
    for (const token of strangers) {
      for (const [route] of ROUTES) {
        const { text } = await call(route, bearer(token));
        // What was sent is known to whoever sent it.
        const told = secrets.filter((id) => text.includes(id) && !pathOf(route).includes(id));
        const isEchoed = route === 'POST /v1/groups';
        expect({ route, told: isEchoed ? [] : told }).toEqual({ route, told: [] });
      }
    }
  });
});

async function statusesOf(
  ask: (route: string) => Promise<Got>,
  routes = ROUTES,
): Promise<Readonly<Record<string, number>>> {
  const statuses: Record<string, number> = {};
  for (const [route] of routes) statuses[route] = (await ask(route)).status;
  return statuses;
}

function expectedOf(
  statusOf: (line: Expected) => number,
  routes = ROUTES,
): Readonly<Record<string, number>> {
  return Object.fromEntries(routes.map(([route, line]) => [route, statusOf(line)]));
}
