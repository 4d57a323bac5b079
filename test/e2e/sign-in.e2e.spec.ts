import { Browser, exchangeAt } from '../support/browser';
import { PASSWORD, settle, signIn } from '../support/people';
import { createPlace, type Place, type Service, startService } from '../support/service';

jest.setTimeout(120_000);

const EMAIL = 'administrator@localhost';

let place: Place;
const running: Service[] = [];

beforeAll(async () => {
  place = await createPlace();
}, 60_000);
afterAll(async () => {
  for (const service of running) await service.stop();
  await place.remove();
});

async function start(environment: Record<string, string> = {}): Promise<Service> {
  const service = await startService(place, environment);
  running.push(service);
  return service;
}

async function kill(service: Service): Promise<void> {
  await service.kill();
  running.splice(running.indexOf(service), 1);
}

const browserAt = ({ url }: Service): Browser => new Browser(exchangeAt(url), url);

/** Secret of the link that the start printed; undefined when it printed none. */
function printedSecret(service: Service): string | undefined {
  return /first administrator: \S+\/welcome#([\w-]{43}) /.exec(service.output())?.[1];
}

/** The browser with its cookies before another process of the book. */
function movedTo(browser: Browser, service: Service): Browser {
  const moved = browserAt(service);
  for (const [name, value] of browser.cookies) moved.cookies.set(name, value);
  return moved;
}

describe('A new book', () => {
  it('prints a link for its first administrator until the password is set', async () => {
    const first = await start();
    const secret = printedSecret(first);
    expect(first.output()).toContain(`${first.url}/welcome#${secret}`);
    await kill(first);
    const second = await start();
    expect(printedSecret(second)).not.toBe(secret);
    const browser = browserAt(second);
    await settle(browser, printedSecret(second) ?? '');
    expect(await browser.send('GET', '/v1/me')).toMatchObject({
      status: 200,
      body: { name: 'Administrator', email: EMAIL, roles: { '*': ['administrator'] } },
    });
    const added = await browser.send('POST', '/v1/accounts', { body: { name: 'Rivertown' } });
    expect(added).toMatchObject({ status: 201 });
  });

  it('knows its sessions after a kill, and in every process', async () => {
    const [first] = running;
    if (first === undefined) throw new Error('the service runs');
    const browser = browserAt(first);
    expect(await signIn(browser, EMAIL)).toMatchObject({ status: 204 });
    await kill(first);
    const [one, other] = await Promise.all([start(), start({ PROJECTIONS: 'off' })]);
    expect(printedSecret(one)).toBe(undefined);
    const here = movedTo(browser, one);
    expect(await here.send('GET', '/v1/me')).toMatchObject({ status: 200 });
    expect(await here.send('POST', '/auth/refresh')).toMatchObject({ status: 204 });
    const there = movedTo(here, other);
    expect(await there.send('GET', '/v1/me')).toMatchObject({ status: 200 });
    expect(await there.send('POST', '/auth/sign-out-everywhere')).toMatchObject({ status: 204 });
    expect(await here.send('POST', '/auth/refresh')).toMatchObject({ status: 401 });
    expect(one.output()).not.toContain(PASSWORD);
  });

  it('leaves its people to an identity provider where one is set up', async () => {
    const elsewhere = await createPlace();
    const service = await startService(elsewhere, {
      OIDC_ISSUER: 'https://id.example',
      OIDC_CLIENT_ID: 'chargebook',
      OIDC_CLIENT_SECRET: 'a secret of tests',
      PUBLIC_URL: 'https://book.example',
    });
    try {
      expect(service.output()).toContain('Chargebook is at');
      expect(printedSecret(service)).toBe(undefined);
    } finally {
      await service.stop();
      await elsewhere.remove();
    }
  });

  it('sets cookies for https alone where browsers come by https', async () => {
    const service = await start({ PUBLIC_URL: 'https://book.example' });
    const browser = new Browser(exchangeAt(service.url), 'https://book.example');
    const answer = await signIn(browser, EMAIL);
    expect(answer).toMatchObject({ status: 204 });
    expect([...browser.cookies.keys()]).toEqual([
      '__Host-chargebook_session',
      '__Host-chargebook_refresh',
    ]);
    expect(String(answer.headers['set-cookie'])).toContain('; Secure');
    expect(await browser.send('POST', '/auth/refresh')).toMatchObject({ status: 204 });
    const inside = new Browser(exchangeAt(service.url), service.url);
    expect(await signIn(inside, EMAIL)).toMatchObject({ status: 403 });
    const body = { email: 'lee@field.example', name: 'Lee', roles: {} };
    const { invitation } = (await browser.send('POST', '/v1/users', { body })).body;
    expect(invitation.url).toMatch(/^https:\/\/book\.example\/welcome#/);
  });
});
