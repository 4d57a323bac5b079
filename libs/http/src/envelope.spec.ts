import { LAMP, type SampleClient, type Sent, startSample } from './testing/sample-client';

let sample: SampleClient;

beforeAll(async () => {
  sample = await startSample();
});
afterAll(() => sample.stop());

const send = (url: string, sent?: Sent) => sample.send(url, sent);
const add = (sent?: Sent) => sample.add(sent);

describe('the envelope', () => {
  const change = async (headers: Record<string, string>, body: unknown = {}, url = LAMP) =>
    (await send(url, { method: 'PATCH', body, headers })).body;

  it('derives one command id from actor, key, method and path', async () => {
    const first = await change({ 'idempotency-key': 'k' });
    const capitals = LAMP.replace('33333333-3333', '%333333333-3333');
    expect((await change({ 'idempotency-key': 'k' }, {}, capitals))['commandId']).toBe(
      first['commandId'],
    );
    expect((await change({ 'idempotency-key': 'l' }))['commandId']).not.toBe(first['commandId']);
    const added = (await add({ headers: { 'idempotency-key': 'k' } })).body['envelope'];
    expect(added).not.toMatchObject({ commandId: first['commandId'] });
    expect((await change({}))['commandId']).not.toBe((await change({}))['commandId']);
    expect([first['hasKey'], (await change({}))['hasKey']]).toEqual([true, false]);
  });

  it('has one fingerprint for bodies that say the same', async () => {
    const one = await change({}, '{"a":1.0,"b":[2]}');
    expect((await change({}, '{"b":[2],"a":1}'))['fingerprint']).toBe(one['fingerprint']);
    expect((await change({}, '{"b":[2],"a":2}'))['fingerprint']).not.toBe(one['fingerprint']);
  });

  it.each([
    [undefined, 'missing'],
    ['*', 'missing'],
    ['"12"', '12'],
    ['W/"12"', '-1'],
    ['"012"', '-1'],
    ['"abc"', '-1'],
  ])('reads If-Match %s as %s', async (sent, version) => {
    const headers = sent === undefined ? {} : { 'if-match': sent };
    expect((await change(headers))['ifMatch']).toBe(version);
  });

  it.each([
    ['if-match', '12'],
    ['if-match', '"1", "2"'],
    ['idempotency-key', ''],
    ['idempotency-key', 'x'.repeat(256)],
    ['idempotency-key', 'ü'],
  ])('refuses the header %s: %s', async (name, value) => {
    expect((await change({ [name]: value }))['code']).toBe('validation-failed');
  });

  it('keeps the reason and a sane request id', async () => {
    const envelope = await change({ 'x-request-id': 'r-1' }, { reason: ' why ' });
    expect(envelope).toMatchObject({ reason: 'why', correlationId: 'r-1' });
    const insane = await change({ 'x-request-id': 'a b' });
    expect(insane['correlationId']).toMatch(/^[0-9a-f-]{36}$/);
    expect(insane['reason']).toBeUndefined();
  });

  it('takes merge patches with PATCH alone', async () => {
    const headers = { 'content-type': 'application/merge-patch+json' };
    expect((await change(headers))['hasKey']).toBe(false);
    expect(await add({ headers })).toMatchObject({ status: 415 });
  });
});
