import { randomUUID } from 'node:crypto';

import { SignJWT } from 'jose';

import { type Browser } from '../support/browser';
import { invite, PASSWORD, settle, signIn } from '../support/people';
import { type Person, startTestService, type TestService } from '../support/test-service';

jest.setTimeout(60_000);

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

/** As if so many had failed already, the last of them a moment ago. */
const failed = (failures: number) =>
  service.query('update identity.sign_in_delay set failures = $1, blocked_until = now()', [
    failures,
  ]);

describe('Guessing', () => {
  beforeEach(() => service.query('delete from identity.sign_in_delay'));

  it('is answered alike for who is known, who is not, and who has no password', async () => {
    const { email } = await newUser();
    const invited = await invite(operator, {});
    for (const address of [email, invited.email, `nobody.${randomUUID()}@field.example`]) {
      const answer = await signIn(service.browser(), address, 'a wrong guess');
      const { requestId: _requestId, ...body } = answer.body;
      expect({ status: answer.status, body }).toEqual({
        status: 401,
        body: {
          type: '/problems/sign-in-failed',
          title: 'That did not sign you in',
          status: 401,
          detail: 'The e-mail address or the password is not right.',
          code: 'sign-in-failed',
        },
      });
    }
  });

  it('is sent away while the pause lasts, by any password, and then forgiven', async () => {
    const { email } = await newUser();
    await signIn(service.browser(), email, 'a wrong guess');
    await failed(6);
    expect(await signIn(service.browser(), email, 'a wrong guess')).toMatchObject({ status: 401 });
    const refused = await signIn(service.browser(), email);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(refused.body.waitSeconds).toBe(Number(refused.headers['retry-after']));
    expect(refused.body.waitSeconds).toBeGreaterThan(4);
    await failed(6);
    expect(await signIn(service.browser(), email)).toMatchObject({ status: 204 });
    const kept = await service.query('select failures from identity.sign_in_delay');
    expect(kept).toEqual([{ failures: 6 }]);
  });

  it('by many at once looks at a few passwords, and counts no other as a failure', async () => {
    const guesses = Array.from({ length: 16 }, (_, index) =>
      signIn(service.browser(), `${index}.${randomUUID()}@field.example`, 'a wrong guess'),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    const looked = statuses.filter((status) => status === 401).length;
    expect(looked).toBeGreaterThan(0);
    expect(looked).toBeLessThan(16);
    expect(statuses.filter((status) => status === 429)).toHaveLength(16 - looked);
    const [row] = await service.query(
      'select max(failures) as failures from identity.sign_in_delay',
    );
    expect(row).toEqual({ failures: looked });
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

  it('is no bearer token when it is a session’s, nor a session when it is a bearer’s', async () => {
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
