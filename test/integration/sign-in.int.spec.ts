import { type Browser } from '../support/browser';
import {
  firstAdministratorsSecret,
  invite,
  PASSWORD,
  secretOf,
  settle,
  signIn,
} from '../support/people';
import { type Person, startTestService, type TestService } from '../support/test-service';

let service: TestService;
let operator: Person;

beforeAll(async () => {
  service = await startTestService();
  operator = await service.person({ '*': ['administrator'] });
}, 60_000);
afterAll(() => service.stop());

async function newUser(roles: Parameters<typeof invite>[1] = { '*': ['administrator'] }) {
  const user = await invite(operator, roles);
  const browser = service.browser();
  await settle(browser, user.secret);
  return { ...user, browser };
}

const me = (browser: Browser) => browser.send('GET', '/v1/me');
const refresh = (browser: Browser) => browser.send('POST', '/auth/refresh');

describe('A start with nobody in the book', () => {
  it('makes an administrator and gives links until one is used, from the first on', async () => {
    const first = await firstAdministratorsSecret(service);
    const second = await firstAdministratorsSecret(service);
    const browser = service.browser();
    const body = { secret: first };
    expect((await browser.send('POST', '/auth/link', { body })).body).toMatchObject({
      name: 'Administrator',
      email: 'administrator@localhost',
      purpose: 'first-administrator',
    });
    await settle(browser, first ?? '');
    expect((await me(browser)).body).toMatchObject({ roles: { '*': ['administrator'] } });
    expect(await firstAdministratorsSecret(service)).toBe(undefined);
    const used = { secret: second, password: PASSWORD };
    expect(await browser.send('POST', '/auth/password', { body: used })).toMatchObject({
      status: 422,
      body: { code: 'link-invalid' },
    });
    const users = (await service.log()).filter(({ type }) => type === 'UserAdded');
    expect(users).toHaveLength(1);
    expect(JSON.parse(users[0]?.metadata ?? '').actor).toEqual({ id: 'system', role: 'system' });
  });
});

describe('A link', () => {
  it('sets a password once, though many come with it at the same time', async () => {
    const { secret, id } = await invite(operator, {});
    const browsers = [1, 2, 3].map(() => service.browser());
    const body = { secret, password: PASSWORD };
    const answers = await Promise.all(
      browsers.map((it) => it.send('POST', '/auth/password', { body })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 422, 422]);
    const signedIn = browsers.filter(({ cookies }) => cookies.size > 0);
    expect((await me(signedIn[0] ?? service.browser())).body.subject).toBe(id);
  });

  it('is good only until it is too old, replaced, or its user is not active', async () => {
    const browser = service.browser();
    const look = async (secret: string) =>
      (await browser.send('POST', '/auth/link', { body: { secret } })).status;
    const old = await invite(operator, {});
    expect(await look(old.secret)).toBe(200);
    await service.query(`update identity.link set expires_at = now() where user_id = $1`, [old.id]);
    expect(await look(old.secret)).toBe(422);
    const fresh = await operator('POST', `/v1/users/${old.id}/invitation`, { body: {} });
    const again = await operator('POST', `/v1/users/${old.id}/invitation`, { body: {} });
    expect(await look(secretOf(fresh.body.url))).toBe(422);
    expect(await look(secretOf(again.body.url))).toBe(200);
    const { etag } = await operator('GET', `/v1/users/${old.id}`);
    await operator('PATCH', `/v1/users/${old.id}`, { body: { active: false }, ifMatch: etag });
    expect(await look(secretOf(again.body.url))).toBe(422);
    const refused = await operator('POST', `/v1/users/${old.id}/invitation`, { body: {} });
    expect(refused).toMatchObject({ status: 422, body: { code: 'user-inactive' } });
    expect(await look('guess')).toBe(422);
  });

  it('stays good when the password was too weak', async () => {
    const { secret, email } = await invite(operator, {}, 'Robin Woodhouse');
    const browser = service.browser();
    for (const password of [
      'short',
      'aaaaaaaaaaaaaaaa',
      'woodhouse-1234',
      `${email}`,
      'qwertyuiop12345',
    ]) {
      const body = { secret, password };
      expect(await browser.send('POST', '/auth/password', { body })).toMatchObject({
        status: 422,
        body: { code: 'password-too-weak', pointer: '/password' },
      });
    }
    await settle(browser, secret);
  });

  it('that sets another password ends every session of the user', async () => {
    const { id, email, browser } = await newUser();
    const link = await operator('POST', `/v1/users/${id}/invitation`, { body: {} });
    expect(
      await browser.send('POST', '/auth/link', { body: { secret: secretOf(link.body.url) } }),
    ).toMatchObject({ body: { purpose: 'new-password' } });
    await settle(service.browser(), secretOf(link.body.url), 'another set of five words');
    expect(await refresh(browser)).toMatchObject({ status: 401 });
    expect(await signIn(service.browser(), email)).toMatchObject({ status: 401 });
    expect(await signIn(service.browser(), email, 'another set of five words')).toMatchObject({
      status: 204,
    });
  });
});

describe('A session', () => {
  it('says who asks, by cookies that no script reads and no other site sends', async () => {
    const { id, email } = await newUser({ '*': ['viewer'] });
    const browser = service.browser();
    const answer = await signIn(browser, email.toUpperCase());
    expect(answer).toMatchObject({ status: 204, body: '' });
    for (const cookie of [answer.headers['set-cookie'] ?? []].flat()) {
      expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
      expect(cookie.length).toBeLessThan(1_000);
    }
    expect((await me(browser)).body).toEqual({
      subject: id,
      roles: { '*': ['viewer'] },
      name: 'Sam Field',
      email,
    });
  });

  it('writes as its user, and a bearer token beside the cookie wins', async () => {
    const { id, browser } = await newUser();
    const added = await browser.send('POST', '/v1/accounts', { body: { name: 'Mine' } });
    expect(added).toMatchObject({ status: 201, body: { addedBy: id } });
    const authorization = 'Bearer of.bad.news';
    expect(await browser.send('GET', '/v1/me', { headers: { authorization } })).toMatchObject({
      status: 401,
    });
  });

  it('goes on by a secret that is used once; one that comes again ends it', async () => {
    const { browser } = await newUser();
    const thief = browser.copy();
    expect(await refresh(browser)).toMatchObject({ status: 204 });
    expect(browser.cookies).not.toEqual(thief.cookies);
    expect(await refresh(browser)).toMatchObject({ status: 204 });
    expect(await refresh(thief)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(await refresh(browser)).toMatchObject({ status: 401 });
  });

  it('is shared by two tabs that refresh at once, also where one got no answer', async () => {
    const { browser, id } = await newUser();
    const other = browser.copy();
    const [one, two] = await Promise.all([refresh(browser), refresh(other)]);
    expect([one.status, two.status]).toEqual([204, 204]);
    expect(other.cookies.get('chargebook_refresh')).toBe(browser.cookies.get('chargebook_refresh'));
    expect(await refresh(other)).toMatchObject({ status: 204 });
    const late = other.copy();
    await refresh(other);
    await service.query(
      `update identity.session set rotated_at = rotated_at - interval '11 s' where user_id = $1`,
      [id],
    );
    expect(await refresh(late)).toMatchObject({ status: 401 });
  });

  it('ends with signing out, here or everywhere', async () => {
    const { browser, email } = await newUser();
    const elsewhere = service.browser();
    const third = service.browser();
    await signIn(elsewhere, email);
    await signIn(third, email);
    const held = third.copy();
    expect(await third.send('POST', '/auth/sign-out')).toMatchObject({ status: 204 });
    expect(third.cookies.size).toBe(0);
    expect(await refresh(held)).toMatchObject({ status: 401 });
    expect(await browser.send('POST', '/auth/sign-out-everywhere')).toMatchObject({ status: 204 });
    expect(browser.cookies.size).toBe(0);
    expect(await refresh(elsewhere)).toMatchObject({ status: 401 });
    // Its token was not looked at before: it is not good any more, though it has not expired.
    expect(await me(elsewhere)).toMatchObject({ status: 401 });
    expect(await browser.send('POST', '/auth/sign-out')).toMatchObject({ status: 204 });
    expect(await browser.send('POST', '/auth/sign-out-everywhere')).toMatchObject({ status: 401 });
  });

  it('ends when nobody used it for long, and makes room for newer ones', async () => {
    const { browser, id, email } = await newUser();
    await service.query('update identity.session set expires_at = now() where user_id = $1', [id]);
    expect(await refresh(browser)).toMatchObject({ status: 401 });
    const oldest = service.browser();
    await signIn(oldest, email);
    await service.query(
      `insert into identity.session select gen_random_uuid(), user_id, secret_hash, null, now(),
        expires_at, ends_at from identity.session, generate_series(1, 19) where user_id = $1`,
      [id],
    );
    await signIn(service.browser(), email);
    expect(await refresh(oldest)).toMatchObject({ status: 401 });
  });
});

describe('What is taken away', () => {
  it('is felt at the next look at the user: roles, and the way in', async () => {
    const { id, email, browser, etag } = await newUser({ '*': ['administrator'] });
    const spare = service.browser();
    await signIn(spare, email);
    const url = `/v1/users/${id}`;
    const roles = { '*': ['viewer'] };
    const lowered = await operator('PATCH', url, { body: { roles }, ifMatch: etag });
    expect((await me(spare)).body.roles).toEqual(roles);
    await refresh(browser);
    expect((await me(browser)).body.roles).toEqual(roles);
    await operator('PATCH', url, { body: { active: false }, ifMatch: lowered.etag });
    expect(await refresh(browser)).toMatchObject({ status: 401 });
    expect(await signIn(service.browser(), email)).toMatchObject({
      status: 401,
      body: { code: 'sign-in-failed' },
    });
  });
});
