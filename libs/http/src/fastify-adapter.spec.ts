import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

import { type FastifyInstance } from 'fastify';

import { httpAdapter } from './fastify-adapter';

describe('The server', () => {
  it('closes behind the last answer, although the client would keep its connection', async () => {
    const fastify = httpAdapter({}).getInstance<FastifyInstance>();
    let answer = (_value: string): void => undefined;
    const asked = new Promise<void>((resolve) => {
      fastify.get('/slow', () => {
        resolve();
        return new Promise<string>((settle) => (answer = settle));
      });
    });
    await fastify.listen({ host: '127.0.0.1', port: 0 });
    const { port } = fastify.server.address() as AddressInfo;
    const agent = new Agent({ keepAlive: true });
    const request = get({ host: '127.0.0.1', port, path: '/slow', agent });
    await asked;
    const closed = fastify.close();
    while (fastify.server.listening) await pause(10);
    answer('here it is');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    expect(await text(response)).toBe('here it is');
    // Else only after the 72 seconds for which it keeps connections.
    await closed;
    agent.destroy();
  });
});
