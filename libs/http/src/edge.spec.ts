import { Controller, Get } from '@nestjs/common';

import { sampleApplication } from './testing/sample-application';
import { LAMP, LAMPS, type SampleClient, type Sent, startSample } from './testing/sample-client';

const FOREIGN = '/v1/sites/44444444-4444-4444-8444-444444444444/lamps';

let sample: SampleClient;

beforeAll(async () => {
  sample = await startSample();
});
afterAll(() => sample.stop());

const send = (url: string, sent?: Sent) => sample.send(url, sent);
const add = (sent?: Sent) => sample.add(sent);

describe('what is answered first', () => {
  it('is the body as such, even to nobody', async () => {
    const tooLarge = await add({ as: 'nobody', body: `"${'x'.repeat(1024 * 1024)}"` });
    expect(tooLarge).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
    const xml = { as: 'nobody', headers: { 'content-type': 'text/xml' } } as const;
    expect(await add(xml)).toMatchObject({ status: 415, body: { code: 'media-type-unsupported' } });
    expect(await add({ as: 'nobody', body: '{"a":' })).toMatchObject({
      status: 400,
      body: { code: 'malformed-json' },
    });
  });

  it('is then the token, the thing, the role, the ids and the schema, in this order', async () => {
    const bad = { method: 'POST', body: {} } as const;
    expect(await send(FOREIGN, { ...bad, as: 'nobody' })).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated', type: '/problems/unauthenticated' },
      headers: { 'www-authenticate': 'Bearer realm="chargebook"' },
    });
    expect(await send(FOREIGN, bad)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await add({ ...bad, as: 'stranger' })).toMatchObject({ status: 404 });
    expect(await add({ ...bad, as: 'viewer' })).toMatchObject({
      status: 403,
      body: { code: 'role-missing', role: 'administrator' },
    });
    expect(await add(bad)).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
  });

  it('is 400 for an id that is no UUID, after the token and the site', async () => {
    expect(await send('/v1/sites/x/lamps/y', { as: 'nobody' })).toMatchObject({ status: 401 });
    const wrong = await send('/v1/sites/x/lamps/y');
    expect(wrong.body['errors']).toMatchObject([{ pointer: '/siteId' }]);
    const lamp = await send(`${LAMPS}/y`);
    expect(lamp).toMatchObject({ status: 400, body: { errors: [{ pointer: '/id' }] } });
    expect(await send(`${FOREIGN}/y`)).toMatchObject({ status: 404 });
  });

  it('lets every role read, and takes ids in capitals', async () => {
    const one = await send(
      LAMP.toUpperCase().replace('/V1/SITES', '/v1/sites').replace('LAMPS', 'lamps'),
      {
        as: 'viewer',
      },
    );
    expect(one).toMatchObject({ status: 200, headers: { etag: '"7"' } });
    expect(one.headers['cache-control']).toBe('no-store');
  });

  it('asks for a role of all accounts where a route does', async () => {
    expect(await send('/v1/lamps/archive', { method: 'POST' })).toMatchObject({ status: 403 });
    const everywhere = { method: 'POST', as: 'everywhere' } as const;
    expect(await send('/v1/lamps/archive', everywhere)).toMatchObject({ status: 201 });
    const member = await send('/v1/lamps/archive', { ...everywhere, body: { a: 1 } });
    expect(member).toMatchObject({ status: 400, body: { errors: [{ pointer: '/a' }] } });
  });

  it('lets everybody into public routes', async () => {
    expect(await send('/v1/open', { as: 'nobody' })).toMatchObject({ status: 200, text: 'open' });
  });
});

describe('a URL that leads nowhere', () => {
  it.each([['/nowhere'], ['/v1/sites'], [`${LAMPS}/${'x'.repeat(600)}`]])(
    '%s is 404',
    async (url) => {
      const answer = await send(url);
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    },
  );

  it('is 404 for a method that is not there, and 400 for broken percent signs', async () => {
    expect(await send('/v1/lamps', { method: 'PUT', body: {} })).toMatchObject({ status: 404 });
    expect(await send('/v1/sites/%ff/lamps')).toMatchObject({
      status: 400,
      body: { code: 'malformed-json' },
    });
    expect((await send('/v1/lamps?cursor=%ff%')).status).toBe(400);
    expect(await send('/v1/lamps', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  });
});

describe('a route that declares no access', () => {
  it('stops the start', async () => {
    @Controller('v1/forgotten')
    class ForgottenController {
      @Get()
      read(): string {
        return 'open by mistake';
      }
    }
    const start = sampleApplication(sample.rules, { more: [ForgottenController] });
    await expect(start).rejects.toThrow('no access is declared for ForgottenController.read');
  });
});

describe('requests without a valid token', () => {
  it('are counted per address, and those with one are not', async () => {
    const strict = await sampleApplication(sample.rules, { maxFailuresPerMinute: 2 });
    const ask = async (token?: string) =>
      strict.inject({
        url: '/v1/lamps',
        ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
      });
    const statuses = [await ask(), await ask('x'), await ask()].map((it) => it.statusCode);
    expect(statuses).toEqual([401, 401, 429]);
    expect(Number((await ask()).headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask(sample.tokens.viewer)).statusCode).toBe(200);
    await strict.close();
  });
});
describe('pages of problems', () => {
  it('explain every code to everybody', async () => {
    const page = await send('/problems/lamp-too-bright', { as: 'nobody' });
    expect(page.text).toContain('A lamp has a bound.');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await send('/problems', { as: 'nobody' })).text).toContain(
      '/problems/version-mismatch',
    );
    expect(await send('/problems/nothing', { as: 'nobody' })).toMatchObject({ status: 404 });
  });
});
