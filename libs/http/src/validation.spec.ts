import fc from 'fast-check';

import { GOOD_LAMP, type SampleClient, type Sent, startSample } from './testing/sample-client';

let sample: SampleClient;

beforeAll(async () => {
  sample = await startSample();
});
afterAll(() => sample.stop());

const send = (url: string, sent?: Sent) => sample.send(url, sent);
const add = (sent?: Sent) => sample.add(sent);

const errorsOf = async (body: unknown): Promise<unknown> =>
  ((await add({ body })).body['errors'] as { pointer: string }[] | undefined)?.map(
    ({ pointer }) => pointer,
  );

describe('validation', () => {
  it('names everything at once, by pointer', async () => {
    const body = {
      name: '  ',
      limitAmps: '1',
      ownerId: null,
      alias: 'too long',
      plugs: [{ number: 1 }, { number: 0, 'a/b': 1 }],
      place: { city: 3 },
      limit: { kind: 'fixed', amps: 1.25 },
      groupIds: ['x'],
      extra: 1,
    };
    expect(await errorsOf(body)).toEqual(
      expect.arrayContaining([
        '/name',
        '/limitAmps',
        '/ownerId',
        '/alias',
        '/plugs/1/number',
        '/plugs/1/a~1b',
        '/place/city',
        '/limit/amps',
        '/groupIds',
        '/extra',
      ]),
    );
  });

  it.each([
    ['an unknown kind', { limit: { kind: 'other' } }, '/limit'],
    ['a kind of Object itself', { limit: { kind: 'constructor' } }, '/limit'],
    ['a value where an object stands', { place: 'x' }, '/place'],
    ['too long a list', { plugs: [1, 2, 3] }, '/plugs'],
    ['a control character', { alias: 'a\u0000' }, '/alias'],
    ['half a character', { alias: '\ud800' }, '/alias'],
    [
      'a very small number where tenths are',
      { limit: { kind: 'fixed', amps: 1 + 1e-7 } },
      '/limit/amps',
    ],
    ['a member that reaches behind', { constructor: {} }, '/constructor'],
    [
      'one that does so inside another',
      { place: { city: 'x', constructor: 1 } },
      '/place/constructor',
    ],
    [
      'one that does so in a list',
      { plugs: [{ number: 1, constructor: 1 }] },
      '/plugs/0/constructor',
    ],
    ['a member that every object has', { toString: 'x' }, '/toString'],
  ])('refuses %s', async (_name, part, pointer) => {
    expect(await errorsOf({ ...GOOD_LAMP, ...part })).toEqual([pointer]);
  });

  it('is safe from __proto__, from depth, and from numbers beyond all bounds', async () => {
    const poisoned = await add({ body: '{"name":"a","limitAmps":1,"__proto__":{"x":1}}' });
    expect(poisoned).toMatchObject({ status: 400, body: { errors: [{ pointer: '/__proto__' }] } });
    const deep = await add({ body: '['.repeat(100_000) + ']'.repeat(100_000) });
    expect(deep).toMatchObject({ status: 400, body: { code: 'malformed-json' } });
    expect(await add({ body: '{"limitAmps":1e999}' })).toMatchObject({ status: 400 });
    expect(await add({ body: '{"name":"x","name":"a","limitAmps":1}' })).toMatchObject({
      status: 201,
      body: { name: 'a' },
    });
  });

  it.each([['[]'], ['"x"'], ['null'], ['1'], ['']])('refuses the body %s', async (body) => {
    const answer = await add({ body });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '' }] } });
  });

  it('trims, and takes null where it clears', async () => {
    const answer = await add({ body: { ...GOOD_LAMP, name: ' a ', alias: null, limit: null } });
    expect(answer).toMatchObject({ status: 201, body: { name: 'a' } });
  });

  it('reads numbers of a query strictly', async () => {
    expect((await send('/v1/lamps?limit=200')).body['limit']).toBe(200);
    expect((await send('/v1/lamps')).body['limit']).toBe(50);
    for (const limit of ['0', '201', '1e2', '+1', '01', '', '1.5', '1&limit=2', '%00']) {
      expect(await send(`/v1/lamps?limit=${limit}`)).toMatchObject({ status: 400 });
    }
    expect(await send('/v1/lamps?more=1')).toMatchObject({
      body: { errors: [{ pointer: '/more' }] },
    });
  });

  it('answers whatever JSON with 201 or 400', async () => {
    const names = [
      'name',
      'plugs',
      'limit',
      'kind',
      'toString',
      'hasOwnProperty',
      'then',
      'length',
    ];
    const key = fc.oneof(fc.constantFrom(...names), fc.string());
    const value = fc.anything({ key, maxDepth: 3, withNullPrototype: false });
    const member = fc.record({
      plugs: value,
      limit: value,
      place: value,
      groupIds: value,
      name: value,
    });
    const body = fc.oneof(value, member, fc.dictionary(key, value)).map((it) => JSON.stringify(it));
    await fc.assert(
      fc.asyncProperty(body, async (text) => {
        const { status } = await add({ body: text ?? '' });
        expect([201, 400]).toContain(status);
      }),
      { numRuns: 1_000 },
    );
  });
});
