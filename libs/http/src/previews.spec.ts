import { StoreUnavailable } from '@chargebook/event-store';
import { type Refusal } from '@chargebook/kernel';

import { doneWith, script } from './testing/sample-application';
import {
  GOOD_LAMP,
  type Got,
  LAMP,
  LAMPS,
  type SampleClient,
  type Sent,
  startSample,
} from './testing/sample-client';

let sample: SampleClient;

beforeAll(async () => {
  sample = await startSample();
});
afterAll(() => sample.stop());

afterEach(() => {
  delete script.outcome;
  delete script.error;
});

const preview = (sent: Sent = {}): Promise<Got> =>
  sample.send(`${LAMPS}/preview`, { method: 'POST', body: GOOD_LAMP, ...sent });

const NOTHING = { warnings: [], changes: [], thing: null };
const hall = { name: 'Hall', envelope: {} };
const stairs = { name: 'Stairs', envelope: {} };

describe('the preview of a write', () => {
  it('says what would change, and what would be answered', async () => {
    const warnings = [{ code: 'lamp-dim', pointer: '/name', detail: 'It is dim.' }];
    script.outcome = { ...doneWith(stairs), warnings, preview: { before: hall } };
    const { status, body, headers } = await preview();
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        verdict: 'accepted',
        problem: null,
        warnings,
        changes: [{ pointer: '/name', before: 'Hall', after: 'Stairs' }],
        thing: stairs,
      },
    });
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(headers).not.toHaveProperty('location');
    expect(headers).not.toHaveProperty('chargebook-position');
  });

  it('says that nothing would change', async () => {
    script.outcome = { ...doneWith(hall), effect: 'unchanged', preview: { before: hall } };
    expect((await preview()).body).toEqual({
      ...NOTHING,
      verdict: 'unchanged',
      problem: null,
      thing: hall,
    });
  });

  it('shows nothing of what would be removed', async () => {
    script.outcome = { ...doneWith(hall), effect: 'removed', answer: undefined };
    script.outcome = { ...script.outcome, preview: { before: hall } };
    expect((await preview()).body).toMatchObject({
      verdict: 'accepted',
      changes: [{ pointer: '/name', before: 'Hall', after: null }],
      thing: null,
    });
  });

  const RULE = { code: 'lamp-too-bright', pointer: '/limitAmps', maxAmps: 9 } as const;
  const VERDICTS: readonly [Refusal, number, string][] = [
    [{ kind: 'role-missing', role: 'support', pointer: '/x' }, 403, 'role-missing'],
    [{ kind: 'version-mismatch', current: 9n }, 412, 'version-mismatch'],
    [{ kind: 'rules', rejections: [RULE, RULE] }, 422, 'lamp-too-bright'],
  ];

  it.each(VERDICTS)('answers with the very problem of the refusal %j', async (...refused) => {
    const [refusal, status, code] = refused;
    script.outcome = { kind: 'refused', refusal };
    const { requestId: _, ...problem } = (await sample.add()).body;
    expect(problem).toMatchObject({ status, code });
    const previewed = await preview();
    expect(previewed).toMatchObject({ status: 200, body: { ...NOTHING, verdict: 'refused' } });
    expect(previewed.body['problem']).toMatchObject(problem);
    expect(previewed.headers['content-type']).toMatch(/^application\/json/);
    expect(previewed.headers['etag']).toBe(status === 412 ? '"9"' : undefined);
  });

  it.each([
    [{ kind: 'not-found' }, 404, 'not-found'],
    [{ kind: 'busy' }, 503, 'busy'],
  ] as const)('fails as the write does by %j', async (refusal, status, code) => {
    script.outcome = { kind: 'refused', refusal };
    expect(await preview()).toMatchObject({ status, body: { code } });
  });

  it('fails as the write does where the book or the code does', async () => {
    script.error = new StoreUnavailable('cut');
    expect(await preview()).toMatchObject({ status: 503, body: { code: 'store-unavailable' } });
    script.error = new Error('select secret from t');
    expect(await preview()).toMatchObject({ status: 500, body: { code: 'internal' } });
  });

  it('asks for the same token, thing, role and form as the write', async () => {
    const elsewhere = '/v1/sites/44444444-4444-4444-8444-444444444444/lamps/preview';
    expect(await preview({ as: 'nobody' })).toMatchObject({ status: 401 });
    expect(await sample.send(elsewhere, { method: 'POST' })).toMatchObject({ status: 404 });
    expect(await preview({ as: 'viewer' })).toMatchObject({ status: 403 });
    const wrong = await preview({ body: { name: 5 } });
    const { requestId: _, ...body } = (await sample.add({ body: { name: 5 } })).body;
    expect(wrong).toMatchObject({ status: 400, body });
  });

  it('is one of each write, and of nothing else', async () => {
    script.outcome = { ...doneWith(hall), preview: { before: hall } };
    const routes = ['/preview', '/removal/preview'].map((tail) => `${LAMP}${tail}`);
    const others = ['/v1/lamps/preview', '/v1/open/preview', '/v1/lamps/archive/preview'];
    const statuses = await Promise.all(
      [...routes, ...others].map(
        async (url) => (await sample.send(url, { method: 'POST' })).status,
      ),
    );
    expect(statuses).toEqual([200, 200, 404, 404, 404]);
  });
});

describe('the envelope of a preview', () => {
  const envelopeOf = async (headers: Record<string, string>): Promise<Record<string, unknown>> =>
    (await sample.send(`${LAMP}/preview`, { method: 'POST', body: {}, headers })).body;

  it('says that nothing is to be written, whatever key comes with it', async () => {
    expect(await envelopeOf({})).toMatchObject({ isPreview: true, hasKey: false });
    const key = { 'idempotency-key': 'k' };
    const [first, again] = [await envelopeOf(key), await envelopeOf(key)];
    expect([first['hasKey'], first['commandId'] === again['commandId']]).toEqual([false, false]);
    expect((await envelopeOf({ 'idempotency-key': '' }))['isPreview']).toBe(true);
    const write = await sample.send(LAMP, { method: 'PATCH', body: {} });
    expect(write.body).not.toHaveProperty('isPreview');
  });

  it.each([
    [undefined, 'undefined'],
    ['*', 'undefined'],
    ['"12"', '12'],
    ['W/"12"', '-1'],
  ])('reads If-Match %s as %s', async (sent, version) => {
    const headers: Record<string, string> = sent === undefined ? {} : { 'if-match': sent };
    expect((await envelopeOf(headers))['ifMatch']).toBe(version);
  });

  it('refuses an If-Match of no good form', async () => {
    expect((await envelopeOf({ 'if-match': '12' }))['code']).toBe('validation-failed');
  });
});
