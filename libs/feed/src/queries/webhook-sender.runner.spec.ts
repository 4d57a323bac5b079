import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';

import { WebhookAddresses } from './webhook-address.runner';
import { newWebhookSecret, signedHeaders, WebhookSender } from './webhook-sender.runner';

const OPEN = new WebhookAddresses(['127.0.0.1', '::1']);
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const DELIVERY = { id: 'msg_1', text: '{"n":1}', nowMs: 1_614_265_330_500 };

let servers: Server[];

beforeEach(() => (servers = []));
afterEach(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

async function receiver(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function outcomeAt(url: string, addresses = OPEN, withinMs = 2_000) {
  const sender = new WebhookSender({ url, secret: SECRET }, addresses, withinMs);
  return sender.send(DELIVERY).finally(() => sender.close());
}

describe('a signature', () => {
  it('is that of Standard Webhooks, by the example of their documents', () => {
    const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
    const text = '{"test": 2432232314}';
    expect(signedHeaders(SECRET, { id, text, nowMs: 1_614_265_330_999 })).toEqual({
      'webhook-id': id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('has a key of 32 random bytes', () => {
    const secrets = [newWebhookSecret(), newWebhookSecret()];
    expect(new Set(secrets).size).toBe(2);
    for (const secret of secrets) {
      expect(Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
    }
  });
});

describe('a delivery', () => {
  it('is taken by an answer of 2xx, and carries the event with its signature', async () => {
    let got: { readonly headers: object; readonly text: string } | undefined;
    const url = await receiver((request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += String(chunk)));
      request.on('end', () => {
        got = { headers: request.headers, text };
        response.writeHead(204).end();
      });
    });
    expect(await outcomeAt(`${url}/hook?a=1`)).toBeUndefined();
    expect(got?.text).toBe(DELIVERY.text);
    expect(got?.headers).toMatchObject({
      ...signedHeaders(SECRET, DELIVERY),
      'content-type': 'application/cloudevents+json; charset=utf-8',
    });
  });

  it.each([
    [500, 'answered 500'],
    [404, 'answered 404'],
    [410, 'answered 410'],
  ])('is not taken by an answer of %s', async (status, reason) => {
    const url = await receiver((_request, response) => response.writeHead(status).end('no'));
    expect(await outcomeAt(url)).toBe(reason);
  });

  it('follows no redirect', async () => {
    let requestCount = 0;
    const url = await receiver((_request, response) => {
      requestCount += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await outcomeAt(url)).toBe('answered 307: redirects are not followed');
    expect(requestCount).toBe(1);
  });

  it('is not taken, and over, where the receiver changes the protocol', async () => {
    const url = await receiver((_request, { socket }) => {
      socket?.write('HTTP/1.1 101 Switching Protocols\r\n');
      socket?.write('connection: upgrade\r\nupgrade: websocket\r\n\r\n');
    });
    expect(await outcomeAt(url)).toBe('answered 101');
  });

  it('waits no longer than it says for who hangs, or answers too late', async () => {
    const url = await receiver((_request, response) => {
      setTimeout(() => response.writeHead(200).end(), 400).unref();
    });
    expect(await outcomeAt(url, OPEN, 100)).toBe('did not answer within 0.1 s');
  });

  it('says why nobody is there', async () => {
    const url = await receiver(() => undefined);
    servers[0]?.close();
    servers[0]?.closeAllConnections();
    expect(await outcomeAt(url)).toMatch(/ECONNREFUSED/);
  });

  it('reads no endless answer', async () => {
    const url = await receiver((_request, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(16_384)), 1);
      response.once('close', () => clearInterval(more));
    });
    expect(await outcomeAt(url)).toBeUndefined();
  });
});

describe('addresses', () => {
  const strict = new WebhookAddresses([]);

  it.each([
    '10.1.2.3',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '239.255.255.250',
    '240.0.0.1',
    '198.18.0.1',
    '100.127.255.255',
    '::1',
    '::',
    '::10.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '::ffff:93.184.215.14',
    '::ffff:0:7f00:1',
    '64:ff9b::a00:1',
    '64:ff9b:1::a00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:a00:1::',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd00::1',
    'fe80::1',
    'febf::1',
    'fec0::1',
    'feff::1',
    'ff02::1',
    'ff0e::1',
  ])('that are private, or of no use, are refused: %s', async (address) => {
    expect(strict.mayReach(address, true)).toBe(false);
    const host = address.includes(':') ? `[${address}]` : address;
    expect(await outcomeAt(`https://${host}/`, strict)).toMatch(/ is private$/);
  });

  it.each([
    '93.184.215.14',
    '100.128.0.1',
    '172.32.0.1',
    '2606:2800:21f:cb07:6820:80da:af6b:8b2c',
    '2a00:1450:4001:830::200e',
  ])('that are public are reached with TLS alone: %s', (address) => {
    expect(strict.mayReach(address, true)).toBe(true);
    expect(strict.mayReach(address, false)).toBe(false);
  });

  it('that a name leads to are judged where the connection is made', async () => {
    const reason = 'the name leads to a private address';
    expect(await outcomeAt('https://localhost:9/', strict)).toBe(reason);
    await expect(strict.check(new URL('https://localhost/'))).rejects.toThrow(
      expect.objectContaining({ name: 'AddressRefused', message: reason }),
    );
  });

  it('that a name leads to are told to nobody, whatever becomes of it there', async () => {
    const url = await receiver(() => undefined);
    servers[0]?.close();
    servers[0]?.closeAllConnections();
    const failure = await outcomeAt(url.replace('127.0.0.1', 'localhost'));
    expect(failure).toMatch(/^(connect )?ECONNREFUSED$/);
    expect(await outcomeAt('https://nobody.invalid/', strict)).toMatch(/^getaddrinfo E[A-Z_]+$/);
  });

  it('of a link are judged with and without the name of the link', () => {
    expect(strict.mayReach('fe80::1%lo', true)).toBe(false);
  });

  it('that are written in other ways are what they are', async () => {
    for (const url of ['https://2130706433/', 'https://0x7f.1/', 'https://0177.0.0.1/']) {
      expect(await outcomeAt(url, strict)).toBe('the address is private');
    }
  });

  it('of networks that are allowed are reached, and no others', () => {
    const some = new WebhookAddresses(['10.0.0.0/8', '192.168.1.7']);
    const reached = ['10.9.9.9', '192.168.1.7', '192.168.1.8', '127.0.0.1'].map((address) =>
      some.mayReach(address, false),
    );
    expect(reached).toEqual([true, true, false, false]);
  });
});
