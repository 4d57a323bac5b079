import { once } from 'node:events';
import { connect } from 'node:net';

import { createPlace, type Place, type Service, startService } from '../support/service';

let place: Place;
let service: Service;

beforeAll(async () => {
  place = await createPlace();
  service = await startService(place);
}, 120_000);
afterAll(async () => {
  await service.stop();
  await place.remove();
});

describe('The service', () => {
  it('answers who asks', async () => {
    const person = await service.person({ '*': ['administrator'] }, 'dana');
    const roles = { '*': ['administrator'] };
    expect(await person('GET', '/v1/me')).toMatchObject({
      status: 200,
      body: { subject: 'dana', roles },
    });
  });

  it.each([
    ['/', '*/*', 'text/html'],
    ['/accounts', 'text/html', 'text/html'],
    ['/accounts', 'application/json', 'application/problem+json'],
    ['/mistyped', '*/*', 'application/problem+json'],
    ['/mistyped', 'text/html', 'text/html'],
    ['/v1/mistyped', 'text/html', 'application/problem+json'],
  ])('answers at %s who accepts %s by %s', async (path, accept, type) => {
    const { headers, status } = await fetch(`${service.url}${path}`, { headers: { accept } });
    expect(headers.get('content-type')).toContain(type);
    expect(status).toBe(type === 'text/html' && !path.includes('mistyped') ? 200 : 404);
  });

  it('ends in order when it is told to, and comes back with what it knew', async () => {
    const person = await service.person({ '*': ['administrator'] });
    const added = await person('POST', '/v1/accounts', { body: { name: 'Rivertown' } });
    expect(await service.stop()).toBe(0);
    service = await startService(place);
    const again = await service.person({ '*': ['viewer'] });
    expect(await again('GET', `/v1/accounts/${added.body.id}`)).toMatchObject({
      status: 200,
      etag: added.etag,
      body: { name: 'Rivertown' },
    });
  });

  it('ends in order although a client never ends its request', async () => {
    const client = connect(Number(new URL(service.url).port), '127.0.0.1');
    await once(client, 'connect');
    client.on('error', () => undefined);
    const head = 'POST /v1/accounts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    client.write(`${head}Content-Length: 9\r\n\r\n{`);
    // Asked later and answered: by then the half request has come in too.
    await fetch(`${service.url}/health/live`);
    expect(await service.stop()).toBe(0);
    client.destroy();
  });
});
