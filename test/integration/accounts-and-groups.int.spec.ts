import { randomUUID } from 'node:crypto';

import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

let service: TestService;
let operator: Person;

beforeAll(async () => {
  service = await startTestService();
  operator = await service.person({ '*': ['administrator'] });
}, 60_000);
afterAll(() => service.stop());

const addAccount = (name: string, more: object = {}): Promise<Answer> =>
  operator('POST', '/v1/accounts', { body: { name, ...more } });

function namesOf({ body }: Answer): readonly string[] {
  return body.items.map(({ name }: { readonly name: string }) => name);
}

describe('an account', () => {
  it('is added, shown and edited', async () => {
    const added = await addAccount('  Rivertown  ', { paymentIntegrations: ['payter'] });
    expect(added).toMatchObject({
      status: 201,
      headers: { location: `/v1/accounts/${added.body.id}` },
      body: { name: 'Rivertown', paymentIntegrations: ['payter'], status: 'active', warnings: [] },
    });
    const url = `/v1/accounts/${added.body.id}`;
    const shown = await operator('GET', url);
    expect({ ...shown.body, warnings: [] }).toEqual(added.body);
    expect(shown.etag).toBe(added.etag);

    const body = { name: 'Lakeside', paymentIntegrations: null };
    const edited = await operator('PATCH', url, { body, ifMatch: added.etag });
    expect(edited).toMatchObject({
      status: 200,
      body: { name: 'Lakeside', paymentIntegrations: [] },
    });
    const again = await operator('PATCH', url, { body, ifMatch: edited.etag });
    expect(again).toMatchObject({ status: 200, etag: edited.etag });
  });

  it('is added once for one key', async () => {
    const sent = { body: { name: 'Once' }, key: 'once' };
    const first = await operator('POST', '/v1/accounts', sent);
    const second = await operator('POST', '/v1/accounts', sent);
    expect(second).toMatchObject({ status: 201, body: first.body, etag: first.etag });
    expect(second.headers['idempotency-replayed']).toBe('true');
    const other = await operator('POST', '/v1/accounts', { ...sent, body: { name: 'Twice' } });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('is opened by an administrator of all accounts, and edited by its own', async () => {
    const { body, etag } = await addAccount('Rivertown');
    const own = await service.person({ [body.id]: ['administrator'] });
    const viewer = await service.person({ [body.id]: ['viewer'] });
    const stranger = await service.person({ [randomUUID()]: ['administrator'] });
    const url = `/v1/accounts/${body.id}`;
    const rename = { body: { name: 'Renamed' }, ifMatch: etag };
    expect(await own('POST', '/v1/accounts', { body: { name: 'Mine' } })).toMatchObject({
      status: 403,
      body: { code: 'role-missing' },
    });
    expect(await viewer('PATCH', url, rename)).toMatchObject({ status: 403 });
    expect(await stranger('PATCH', url, rename)).toMatchObject({ status: 404 });
    expect(await stranger('GET', url)).toMatchObject({ status: 404 });
    expect(await own('PATCH', url, rename)).toMatchObject({ status: 200 });
  });

  it.each([
    [{}, '/name'],
    [{ name: ' ' }, '/name'],
    [{ name: null }, '/name'],
    [{ name: 'x'.repeat(101) }, '/name'],
    [{ name: 'A', paymentIntegrations: ['cash'] }, '/paymentIntegrations'],
    [{ name: 'A', paymentIntegrations: ['payter', 'payter'] }, '/paymentIntegrations'],
    [{ name: 'A', colour: 'red' }, '/colour'],
  ])('is not added from %j', async (body, pointer) => {
    const answer = await operator('POST', '/v1/accounts', { body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation-failed', pointer } });
  });

  it('is listed to those who may see it, by name, page by page', async () => {
    const mark = randomUUID();
    const accounts: Answer[] = [];
    for (const letter of ['c', 'A', 'b']) accounts.push(await addAccount(`${letter} ${mark}`));
    const atLeast = accounts.at(-1)?.position ?? '';
    const url = `/v1/accounts?q=${mark.toUpperCase()}`;
    const all = await operator('GET', url, { atLeast });
    expect(namesOf(all)).toEqual([`A ${mark}`, `b ${mark}`, `c ${mark}`]);
    expect(all.body).toMatchObject({ total: 3, totalIsLowerBound: false, nextCursor: null });

    const first = await operator('GET', `${url}&limit=2`);
    const cursor = encodeURIComponent(first.body.nextCursor);
    const second = await operator('GET', `${url}&limit=2&cursor=${cursor}`);
    expect([...namesOf(first), ...namesOf(second)]).toEqual(namesOf(all));
    expect(await operator('GET', `/v1/accounts?q=other&cursor=${cursor}`)).toMatchObject({
      status: 400,
      body: { code: 'cursor-invalid' },
    });

    const viewer = await service.person({ [accounts[0]?.body.id]: ['viewer'] });
    expect(namesOf(await viewer('GET', '/v1/accounts'))).toEqual([`c ${mark}`]);
  });
});

describe('a group', () => {
  it('is of an account or of all, and written by their administrators', async () => {
    const account = (await addAccount('Rivertown')).body.id;
    const own = await service.person({ [account]: ['administrator'] });
    const viewer = await service.person({ [account]: ['viewer'] });
    const ofAccount = { body: { name: 'Night', accountId: account } };
    expect(await own('POST', '/v1/groups', ofAccount)).toMatchObject({
      status: 201,
      body: { name: 'Night', accountId: account, status: 'active' },
    });
    expect(await viewer('POST', '/v1/groups', ofAccount)).toMatchObject({ status: 403 });
    const ofAll = { body: { name: 'Everybody' } };
    expect(await own('POST', '/v1/groups', ofAll)).toMatchObject({ status: 403 });
    const everybody = await operator('POST', '/v1/groups', ofAll);
    expect(everybody).toMatchObject({ status: 201, body: { accountId: null } });
    expect(await viewer('GET', `/v1/groups/${everybody.body.id}`)).toMatchObject({ status: 200 });
  });

  it('is not made for an account that is not there or not seen, and nobody tells', async () => {
    const account = (await addAccount('Rivertown')).body.id;
    const stranger = await service.person({ [randomUUID()]: ['administrator'] });
    const answers = await Promise.all([
      stranger('POST', '/v1/groups', { body: { name: 'Night', accountId: account } }),
      stranger('POST', '/v1/groups', { body: { name: 'Night', accountId: randomUUID() } }),
      operator('POST', '/v1/groups', { body: { name: 'Night', accountId: randomUUID() } }),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'account-not-found', pointer: '/accountId' },
      });
    }
  });

  it('moves with a role on both sides alone', async () => {
    const from = (await addAccount('From')).body.id;
    const to = (await addAccount('To')).body.id;
    const group = await operator('POST', '/v1/groups', { body: { name: 'G', accountId: from } });
    const url = `/v1/groups/${group.body.id}`;
    const move = { body: { accountId: to }, ifMatch: group.etag };
    const own = await service.person({ [from]: ['administrator'] });
    const half = await service.person({ [from]: ['administrator'], [to]: ['viewer'] });
    const both = await service.person({ [from]: ['administrator'], [to]: ['administrator'] });
    expect(await own('PATCH', url, move)).toMatchObject({
      status: 422,
      body: { code: 'account-not-found' },
    });
    expect(await half('PATCH', url, move)).toMatchObject({
      status: 403,
      body: { code: 'role-missing', pointer: '/accountId' },
    });
    const open = { body: { accountId: null }, ifMatch: group.etag };
    expect(await both('PATCH', url, open)).toMatchObject({ status: 403 });
    expect(await both('PATCH', url, move)).toMatchObject({ status: 200, body: { accountId: to } });
    expect(await own('GET', url)).toMatchObject({ status: 404 });
  });

  it('is deleted: 204, 404 from then on, 204 to the one who asks again', async () => {
    const group = await operator('POST', '/v1/groups', { body: { name: 'G' } });
    const url = `/v1/groups/${group.body.id}`;
    expect(await operator('DELETE', url)).toMatchObject({ status: 428 });
    const sent = { ifMatch: group.etag, key: 'delete' };
    const deleted = await operator('DELETE', url, sent);
    expect(deleted).toMatchObject({ status: 204, body: undefined });
    expect(await operator('DELETE', url, sent)).toMatchObject({ status: 204 });
    expect(await operator('DELETE', url, { ifMatch: group.etag })).toMatchObject({ status: 404 });
    expect(await operator('GET', url)).toMatchObject({ status: 404 });
  });

  it('is listed with those of all accounts, until it is deleted', async () => {
    const mark = randomUUID();
    const account = (await addAccount('Rivertown')).body.id;
    const other = (await addAccount('Lakeside')).body.id;
    const add = (name: string, accountId: string | null): Promise<Answer> =>
      operator('POST', '/v1/groups', { body: { name: `${name} ${mark}`, accountId } });
    const own = await add('own', account);
    await add('foreign', other);
    const { position } = await add('all', null);
    const member = await service.person({ [account]: ['viewer'] });
    const url = `/v1/groups?q=${mark}`;
    const seen = await member('GET', url, { atLeast: position });
    expect(namesOf(seen)).toEqual([`all ${mark}`, `own ${mark}`]);
    const ofOther = await operator('GET', `${url}&accountId=${other}`);
    expect(namesOf(ofOther)).toEqual([`all ${mark}`, `foreign ${mark}`]);
    expect(await member('GET', `${url}&accountId=${other}`)).toMatchObject({ status: 404 });
    expect(await operator('GET', `${url}&accountId=${randomUUID()}`)).toMatchObject({
      status: 404,
    });
    const gone = await operator('DELETE', `/v1/groups/${own.body.id}`, { ifMatch: own.etag });
    const after = await member('GET', url, { atLeast: gone.position });
    expect(namesOf(after)).toEqual([`all ${mark}`]);
  });
});
