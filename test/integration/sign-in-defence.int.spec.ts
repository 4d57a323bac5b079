import { randomUUID } from 'node:crypto';

import { SignJWT } from 'jose';

import { type Browser } from '../support/browser';
import { invite, PASSWORD, settle, signIn } from '../support/people';
import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

let service: TestService;
let operator: Person;

beforeAll(async () => {
  service = await startTestService({ engine: 'postgres' }, { LOG_LEVEL: 'trace' });
  operator = await service.person({ '*': ['administrator'] });
}, 60_000);
afterAll(() => service.stop());

async function newUser() {
  const user = await invite(operator, { '*': ['administrator'] });
  const browser = service.browser();
  await settle(browser, user.secret);
  return { ...user, browser };
}

const waitOf = (answer: Answer): number => Number(answer.headers['retry-after'] ?? 0);

/** As if so many seconds had passed. */
const pass = (seconds: number) =>
  service.query(
    `update identity.sign_in_delay set
      blocked_until = blocked_until - make_interval(secs => $1),
      forgotten_at = forgotten_at - make_interval(secs => $1)`,
    [seconds],
  );

describe('Guessing', () => {
  beforeEach(() => service.query('delete from identity.sign_in_delay'));

  /** The pauses after each further failure, each waited for. */
  async function pausesOf(email: string, count: number): Promise<readonly number[]> {
    const pauses: number[] = [];
    for (let failures = 1; failures <= count; failures += 1) {
      expect(await signIn(service.browser(), email, 'a wrong guess')).toMatchObject({
        status: 401,
        body: { code: 'sign-in-failed' },
      });
      const [row] = await service.query(
        `select ceil(extract(epoch from max(blocked_until) - now()))::int as pause
        from identity.sign_in_delay`,
      );
      pauses.push(Math.max(0, (row as { readonly pause: number }).pause));
      await pass(400);
    }
    return pauses;
  }

  it('becomes slower with every failure, alike for who is known and who is not', async () => {
    const { email } = await newUser();
    const pauses = [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300];
    expect(await pausesOf(email, pauses.length)).toEqual(pauses);
    await service.query('delete from identity.sign_in_delay');
    expect(await pausesOf(`nobody.${randomUUID()}@field.example`, 6)).toEqual(pauses.slice(0, 6));
  });

  it('is sent away while the pause lasts, also with the right password, and then forgiven', async () => {
    const { email } = await newUser();
    for (const _failure of [1, 2, 3, 4, 5, 6]) {
      await signIn(service.browser(), email, 'a wrong guess');
      await pass(10);
    }
    await signIn(service.browser(), email, 'a wrong guess');
    const refused = await signIn(service.browser(), email);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(waitOf(refused)).toBeGreaterThanOrEqual(5);
    expect(refused.body.waitSeconds).toBe(waitOf(refused));
    await pass(10);
    expect(await signIn(service.browser(), email)).toMatchObject({ status: 204 });
    expect(await pausesOf(email, 4)).toEqual([0, 0, 0, 1]);
  });

  it('of many accounts from one address becomes slower too', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 24; guess += 1) {
      const answer = await signIn(service.browser(), `${guess}.${randomUUID()}@x.example`, 'wrong');
      statuses.push(answer.status);
    }
    expect(statuses.slice(0, 21)).toEqual(Array.from({ length: 21 }, () => 401));
    expect(statuses.slice(21)).toEqual([429, 429, 429]);
  });

  it('at many times at once looks at a few passwords, and keeps nobody out for that', async () => {
    const { email } = await newUser();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => signIn(service.browser(), email, 'a wrong guess')),
    );
    const looked = answers.filter(({ status }) => status === 401);
    expect(looked.length).toBeLessThanOrEqual(13);
    expect(answers.filter(({ status }) => status !== 401)).toHaveLength(30 - looked.length);
    expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true);
    await pass(400);
    expect(await signIn(service.browser(), email)).toMatchObject({ status: 204 });
  });
});

describe('A page of another site', () => {
  const foreign = { origin: 'https://evil.example' };
  const crossSite = { status: 403, body: { code: 'cross-site-request' } };

  it('moves nothing with the cookies of who visits it', async () => {
    const { browser } = await newUser();
    const body = { name: 'Stolen' };
    for (const headers of [foreign, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }]) {
      expect(await browser.send('POST', '/v1/accounts', { body, headers })).toMatchObject(
        crossSite,
      );
    }
    for (const path of ['refresh', 'sign-out', 'sign-out-everywhere']) {
      expect(await browser.send('POST', `/auth/${path}`, { headers: foreign })).toMatchObject(
        crossSite,
      );
    }
    expect(await browser.send('GET', '/v1/me', { headers: foreign })).toMatchObject({
      status: 200,
    });
    expect(await browser.send('POST', '/auth/refresh')).toMatchObject({ status: 204 });
  });

  it('signs nobody in as somebody else', async () => {
    const { email } = await newUser();
    const body = { email, password: PASSWORD };
    const browser = service.browser();
    expect(await browser.send('POST', '/auth/sign-in', { body, headers: foreign })).toMatchObject(
      crossSite,
    );
    expect(browser.cookies.size).toBe(0);
  });
});

describe('A token that was made by somebody else', () => {
  const cookieWith = async (browser: Browser, token: string) => {
    browser.cookies.set('chargebook_session', token);
    return (await browser.send('GET', '/v1/me')).status;
  };

  it('is no session, whatever it says and however it is signed', async () => {
    const { browser, id } = await newUser();
    const own = browser.cookies.get('chargebook_session') ?? '';
    expect(await cookieWith(service.browser(), own)).toBe(200);
    const [head = '', claims = '', seal = ''] = own.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await cookieWith(service.browser(), `${none}.${claims}.`)).toBe(401);
    expect(await cookieWith(service.browser(), `${none}.${claims}.${seal}`)).toBe(401);
    const altered = Buffer.from(
      Buffer.from(claims, 'base64url').toString().replace(id, randomUUID()),
    ).toString('base64url');
    expect(await cookieWith(service.browser(), `${head}.${altered}.${seal}`)).toBe(401);
    const forged = await new SignJWT({ sid: randomUUID() })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(id)
      .setIssuer('chargebook-session')
      .setAudience('chargebook-session')
      .setExpirationTime('5m')
      .sign(new Uint8Array(32));
    expect(await cookieWith(service.browser(), forged)).toBe(401);
  });

  it('is no bearer token when it is a session’s, and no session when it is a bearer’s', async () => {
    const { browser } = await newUser();
    const own = browser.cookies.get('chargebook_session') ?? '';
    const headers = { authorization: `Bearer ${own}` };
    expect(await service.browser().send('GET', '/v1/me', { headers })).toMatchObject({
      status: 401,
    });
    const bearer = await service.token({ '*': ['administrator'] });
    expect(await cookieWith(service.browser(), bearer)).toBe(401);
  });
});

describe('What must be in no log', () => {
  it('is in none: no address, name, password or secret, after all that was done here', async () => {
    const { email, secret, browser, id } = await newUser();
    const name = `Name ${randomUUID()}`;
    const { etag } = await operator('GET', `/v1/users/${id}`);
    await operator('PATCH', `/v1/users/${id}`, {
      body: { name, email: `new.${email}`, roles: { '*': ['viewer'] } },
      ifMatch: etag,
    });
    await signIn(service.browser(), `new.${email}`);
    await signIn(service.browser(), email, 'a wrong password');
    await browser.send('POST', '/auth/refresh');
    const cookies = [...browser.cookies.values()].flatMap((value) => value.split('.'));
    const secrets = [
      email,
      name,
      secret,
      PASSWORD,
      'a wrong password',
      'Sam Field',
      ...cookies.slice(1),
    ];
    const events = (await service.log()).map((event) => JSON.stringify(event)).join('\n');
    const lines = service.logged().join('\n');
    expect(events).toContain(id);
    expect(lines).toContain('/auth/sign-in');
    expect(secrets.filter((it) => events.includes(it))).toEqual([]);
    expect(secrets.filter((it) => lines.includes(it))).toEqual([]);
    expect(events).not.toContain('@');
  });
});
