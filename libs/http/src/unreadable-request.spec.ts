import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';

import { type FastifyInstance } from 'fastify';

import { httpAdapter } from './fastify-adapter';

let fastify: FastifyInstance;

beforeAll(async () => {
  fastify = httpAdapter({}).getInstance<FastifyInstance>();
  await fastify.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => fastify.close());

describe('what is no HTTP request', () => {
  it.each([
    ['no line of a request', 'nonsense\r\n\r\n'],
    ['a method of no protocol', 'FETCH / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a header too long', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  ])('is refused by a problem document: %s', async (_name, request) => {
    const client = connect((fastify.server.address() as AddressInfo).port, '127.0.0.1');
    client.write(request);
    const [head = '', body = ''] = (await text(client)).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json/s);
    expect(JSON.parse(body)).toMatchObject({ status: 400, code: 'malformed-json' });
  });
});
