import {
  AppendOutcomeUnknown,
  EventTooLarge,
  StoreUnavailable,
  StreamCut,
  type StreamName,
} from '@chargebook/event-store';
import { Deadline, NewerVersionNeeded, type Refusal, StreamBusy } from '@chargebook/kernel';

import { answerWrite } from './answers';
import { doneWith, script } from './testing/sample-application';
import { LAMP, type SampleClient, type Sent, startSample } from './testing/sample-client';

let sample: SampleClient;

beforeAll(async () => {
  sample = await startSample();
});
afterAll(() => sample.stop());

afterEach(() => {
  delete script.outcome;
  delete script.error;
});

const send = (url: string, sent?: Sent) => sample.send(url, sent);
const add = (sent?: Sent) => sample.add(sent);

describe('answers of writes', () => {
  it('say what was made, at which version and place', async () => {
    const answer = await add();
    expect(answer).toMatchObject({ status: 201, body: { name: 'a', warnings: [] } });
    expect(answer.headers).toMatchObject({
      etag: '"3"',
      location: '/v1/lamps/1',
      'chargebook-position': 'p1',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers['idempotency-replayed']).toBeUndefined();
  });

  it('say that nothing changed, or that it was done before', async () => {
    const done = doneWith({ name: 'a', envelope: {} });
    script.outcome = { ...done, effect: 'unchanged' };
    const unchanged = await add();
    expect(unchanged).toMatchObject({ status: 200, headers: { etag: '"3"' } });
    expect(unchanged.headers['location']).toBeUndefined();
    script.outcome = { ...done, isReplay: true };
    expect(await add()).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
  });

  it('never say of a command that is done that nothing was written', async () => {
    const answer = (timeMs: number, render: () => Promise<object>) => {
      const deadline = Deadline.after(timeMs);
      const done = doneWith({ name: 'a', envelope: {} });
      return answerWrite(done, { detailOf: ({ code }) => code, render, deadline });
    };
    const facts = () => Promise.resolve({ name: 'facts' });
    expect((await answer(60_000, facts)).body).toEqual({ name: 'facts', warnings: [] });
    const unknown = { code: 'outcome-unknown' };
    const cut = answer(60_000, () => Promise.reject(new StoreUnavailable('cut')));
    await expect(cut).rejects.toMatchObject(unknown);
    await expect(answer(0, facts)).rejects.toMatchObject(unknown);
  });

  it('are empty for what is removed', async () => {
    expect(await send(LAMP, { method: 'DELETE' })).toMatchObject({ status: 204, text: '' });
  });

  const RULE = { code: 'lamp-too-bright', pointer: '/limitAmps', maxAmps: 9 } as const;
  const REFUSALS: readonly [Refusal, number, string][] = [
    [{ kind: 'not-found' }, 404, 'not-found'],
    [{ kind: 'role-missing', role: 'support', pointer: '/x' }, 403, 'role-missing'],
    [{ kind: 'key-reused' }, 422, 'idempotency-key-reused'],
    [{ kind: 'version-required' }, 428, 'version-required'],
    [{ kind: 'version-mismatch', current: 9n }, 412, 'version-mismatch'],
    [{ kind: 'rules', rejections: [RULE, RULE] }, 422, 'lamp-too-bright'],
    [{ kind: 'busy' }, 503, 'busy'],
    [{ kind: 'outcome-unknown' }, 503, 'outcome-unknown'],
    [{ kind: 'newer-version-needed', eventType: 'X' }, 503, 'newer-version-needed'],
    [{ kind: 'foreign-event', eventId: 'e' }, 503, 'foreign-event'],
    [{ kind: 'stream-cut', stream: 's-1' }, 503, 'stream-cut'],
  ];

  it.each(REFUSALS)('turn the refusal %j into its problem', async (refusal, status, code) => {
    script.outcome = { kind: 'refused', refusal };
    const answer = await add();
    expect(answer).toMatchObject({ status, body: { code, status, type: `/problems/${code}` } });
    expect(answer.body['requestId']).toBe(answer.headers['x-request-id']);
    expect(answer.headers['retry-after'] !== undefined).toBe(status === 503);
    expect(answer.headers['etag']).toBe(status === 412 ? '"9"' : undefined);
  });

  it('list every rule with its figures, the first as members', async () => {
    script.outcome = {
      kind: 'refused',
      refusal: { kind: 'rules', rejections: [RULE, { ...RULE, maxAmps: 5 }] },
    };
    const { body } = await add();
    expect(body).toMatchObject({
      pointer: '/limitAmps',
      maxAmps: 9,
      detail: 'A lamp takes 9 A at most.',
    });
    expect(body['errors']).toEqual([
      { ...RULE, detail: 'A lamp takes 9 A at most.' },
      { ...RULE, maxAmps: 5, detail: 'A lamp takes 5 A at most.' },
    ]);
  });

  it.each([
    [new StoreUnavailable('cut'), 503, 'store-unavailable'],
    [Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), 503, 'store-unavailable'],
    [Object.assign(new Error('slow'), { code: '57014' }), 503, 'query-too-slow'],
    [new EventTooLarge('s-1' as StreamName, 2, 1), 413, 'body-too-large'],
    [new NewerVersionNeeded('SiteMerged v1'), 503, 'newer-version-needed'],
    [new StreamBusy('s-1' as StreamName), 503, 'busy'],
    [new AppendOutcomeUnknown('s-1' as StreamName, 'cut'), 503, 'outcome-unknown'],
    [new StreamCut('s-1' as StreamName, 'its beginning is gone'), 503, 'stream-cut'],
    [new Error('select secret from t'), 500, 'internal'],
  ])('tell of the failure %# without its inside', async (error, status, code) => {
    script.error = error;
    const answer = await add();
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.text).not.toMatch(/secret|\.ts/);
  });
});

describe('lists', () => {
  it('take back their own cursor and no other', async () => {
    const first = await send('/v1/lamps');
    expect(first.headers['chargebook-position']).toBe('p1');
    const cursor = String(first.body['nextCursor']);
    expect(await send(`/v1/lamps?limit=2&cursor=${cursor}`)).toMatchObject({ status: 200 });
    const end = cursor.endsWith('A') ? 'Q' : 'A';
    for (const forged of [`${cursor.slice(0, -1)}${end}`, 'x', `x${cursor}`, `${cursor}=`]) {
      const refused = await send(`/v1/lamps?cursor=${forged}`);
      expect(refused).toMatchObject({ status: 400, body: { code: 'cursor-invalid' } });
    }
  });

  it('wait until they are as fresh as asked', async () => {
    const at = (position: string) =>
      send('/v1/lamps', { headers: { 'chargebook-at-least': position } });
    expect(await at('p1')).toMatchObject({ status: 200 });
    expect(await at('p2')).toMatchObject({ status: 503, body: { code: 'not-caught-up' } });
    expect(await at('later')).toMatchObject({ status: 400, body: { code: 'position-invalid' } });
    expect(await at('x')).toMatchObject({ status: 400, body: { code: 'position-invalid' } });
  });
});
