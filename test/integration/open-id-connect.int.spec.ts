import { type Browser } from '../support/browser';
import { type OpenIdProvider, startOpenIdProvider } from '../support/openid-provider';
import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

jest.setTimeout(60_000);

const HOME = 'http://localhost';
const START = '/auth/openid-connect/start';
const HTML = { accept: 'text/html,application/xhtml+xml' };

let provider: OpenIdProvider;
let service: TestService;
let operator: Person;

beforeAll(async () => {
  provider = await startOpenIdProvider(HOME);
  service = await startTestService(
    { engine: 'postgres' },
    {
      LOG_LEVEL: 'trace',
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      PUBLIC_URL: HOME,
    },
  );
  operator = await service.person({ '*': ['administrator'] });
}, 120_000);
afterAll(async () => {
  await service.stop();
  await provider.stop();
});

async function addUser(email: string, roles: object = { '*': ['viewer'] }): Promise<Answer> {
  return operator('POST', '/v1/users', { body: { email, name: 'Ann Field', roles } });
}

async function leave(browser: Browser, returnTo?: string): Promise<string> {
  const query = returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`;
  const answer = await browser.send('GET', `${START}${query}`);
  expect(answer).toMatchObject({ status: 302 });
  return String(answer.headers.location);
}

const comeBack = (browser: Browser, address: string): Promise<Answer> =>
  browser.send('GET', address.slice(HOME.length), { headers: HTML });

async function signIn(browser: Browser, login: string, returnTo?: string): Promise<Answer> {
  return comeBack(browser, await provider.pass(await leave(browser, returnTo), login));
}

describe('With an identity provider', () => {
  it('is told how one signs in, and passwords are off', async () => {
    const browser = service.browser();
    const name = new URL(provider.issuer).host;
    expect((await browser.send('GET', '/auth/methods')).body).toEqual({
      password: false,
      openIdConnect: { name, url: START },
    });
    const sent = [
      browser.send('POST', '/auth/sign-in', { body: { email: 'a@b.example', password: 'x' } }),
      browser.send('POST', '/auth/link', { body: { secret: 'x' } }),
      browser.send('POST', '/auth/password', { body: { secret: 'x', password: 'x' } }),
    ];
    for (const answer of await Promise.all(sent)) {
      expect(answer).toMatchObject({ status: 403, body: { code: 'sign-in-method-off' } });
    }
  });

  it('signs an invited user in by his confirmed address, and leads him on', async () => {
    const added = await addUser('Ann@field.example');
    expect(added.body.invitation).toEqual({ url: `${HOME}/sign-in`, expiresAt: null });
    const browser = service.browser();
    const address = new URL(await leave(browser, '/accounts/1/chargers?q=a'));
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid email',
      code_challenge_method: 'S256',
      redirect_uri: `${HOME}/auth/openid-connect/callback`,
    });
    const answer = await comeBack(browser, await provider.pass(address.href, 'ann'));
    expect(answer).toMatchObject({ status: 302 });
    expect(answer.headers.location).toBe('/accounts/1/chargers?q=a');
    expect([...browser.cookies.keys()].sort()).toEqual([
      'chargebook_refresh',
      'chargebook_session',
    ]);
    expect((await browser.send('GET', '/v1/me')).body).toMatchObject({
      subject: added.body.id,
      roles: { '*': ['viewer'] },
      email: 'Ann@field.example',
    });
    expect(await browser.send('POST', '/auth/refresh')).toMatchObject({ status: 204 });
  });

  it('knows him again by what never changes, whatever his address here is by then', async () => {
    const { body, etag } = await addUser('ben@field.example');
    await signIn(service.browser(), 'ben');
    const email = 'benjamin@elsewhere.example';
    await operator('PATCH', `/v1/users/${body.id}`, { body: { email }, ifMatch: etag });
    const other = await addUser('ben@field.example');
    const browser = service.browser();
    await signIn(browser, 'ben');
    const me = await browser.send('GET', '/v1/me');
    expect(me.body).toMatchObject({ subject: body.id, email });
    expect(me.body.subject).not.toBe(other.body.id);
  });

  it('asks the provider again each day', async () => {
    const { body } = await addUser('day@field.example');
    await signIn(service.browser(), 'day');
    const rows = await service.query(
      `select extract(epoch from ends_at - now()) < 43201 as "isShort" from identity.session
      where user_id = $1`,
      [body.id],
    );
    expect(rows).toEqual([{ isShort: true }]);
  });
});

describe('Somebody whom the provider knows and the book does not', () => {
  async function refused(login: string): Promise<void> {
    const browser = service.browser();
    const answer = await signIn(browser, login);
    expect(answer).toMatchObject({ status: 403 });
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.body).toContain('user-unknown');
    expect(answer.body).toContain(`href="${START}"`);
    expect(browser.cookies.size).toBe(0);
  }

  it('gets a page that says so', async () => {
    await refused('stranger');
    await refused('"><script>alert(1)</script>@evil.example');
  });

  it('is not somebody else because he says that an address is his', async () => {
    await addUser('unconfirmed.carl@field.example');
    await refused('unconfirmed.carl');
  });

  it('is not let in once he is not active', async () => {
    const { body, etag } = await addUser('dora@field.example');
    const browser = service.browser();
    await signIn(browser, 'dora');
    await operator('PATCH', `/v1/users/${body.id}`, { body: { active: false }, ifMatch: etag });
    await refused('dora');
    expect(await browser.send('POST', '/auth/refresh')).toMatchObject({ status: 401 });
  });
});

describe('The way back from the provider', () => {
  const FAILED = 'identity-provider-failed';

  it('leads nowhere but into this service', async () => {
    await addUser('eve@field.example');
    for (const returnTo of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const answer = await signIn(service.browser(), 'eve', returnTo);
      expect(answer).toMatchObject({ status: 302 });
      expect(answer.headers.location).toBe('/');
    }
  });

  it('is open to the browser alone that left, and once', async () => {
    await addUser('finn@field.example');
    const browser = service.browser();
    const back = await provider.pass(await leave(browser), 'finn');
    const other = service.browser();
    expect(await comeBack(other, back)).toMatchObject({ status: 502 });
    await leave(other);
    const foreign = await comeBack(other, back);
    expect(foreign).toMatchObject({ status: 502 });
    expect(foreign.body).toContain(FAILED);
    expect(other.cookies.size).toBe(0);
    expect(await comeBack(browser, back)).toMatchObject({ status: 302 });
    expect(await comeBack(browser, back)).toMatchObject({ status: 502 });
  });

  it('is refused where the state, the cookie or the code is another', async () => {
    await addUser('gus@field.example');
    const spoil = async (change: (address: URL, browser: Browser) => void): Promise<void> => {
      const browser = service.browser();
      const back = new URL(await provider.pass(await leave(browser), 'gus'));
      change(back, browser);
      expect(await comeBack(browser, back.href)).toMatchObject({ status: 502 });
      expect(browser.cookies.get('chargebook_session')).toBe(undefined);
    };
    await spoil((address) => address.searchParams.set('state', 'another'));
    await spoil((address) => address.searchParams.set('code', 'another'));
    await spoil((address) => address.searchParams.delete('code'));
    await spoil((_address, { cookies }) => {
      const [head = '', claims = '', seal = ''] = (cookies.get('chargebook_flow') ?? '').split('.');
      const altered = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
      const text = JSON.stringify({ ...altered, returnTo: 'https://evil.example' });
      const changed = Buffer.from(text).toString('base64url');
      cookies.set('chargebook_flow', `${head}.${changed}.${seal}`);
    });
  });

  it('of somebody who turned back says so, to programs as a problem', async () => {
    const browser = service.browser();
    const back = await provider.turnBack(await leave(browser));
    expect(back).toContain('error=access_denied');
    const answer = await browser.send('GET', back.slice(HOME.length));
    expect(answer).toMatchObject({ status: 502, body: { code: FAILED } });
  });

  it('leaves no code, secret or address in the log', async () => {
    const lines = service.logged().join('\n');
    expect(lines).toContain('/auth/openid-connect/callback');
    expect(lines).toContain('the identity provider:');
    for (const secret of ['@field.example', 'code=', provider.clientSecret]) {
      expect(lines).not.toContain(secret);
    }
  });
});

describe('A provider that is away', () => {
  it('is told as such, and is found once it is there', async () => {
    const gone = await startOpenIdProvider(HOME);
    await gone.stop();
    const other = await startTestService(
      { engine: 'postgres' },
      {
        OIDC_ISSUER: gone.issuer,
        OIDC_CLIENT_ID: gone.clientId,
        OIDC_CLIENT_SECRET: gone.clientSecret,
        PUBLIC_URL: HOME,
      },
    );
    try {
      const answer = await other.browser().send('GET', START, { headers: HTML });
      expect(answer).toMatchObject({ status: 502 });
      expect(answer.body).toContain('The identity provider did not sign you in');
    } finally {
      await other.stop();
    }
  });
});
