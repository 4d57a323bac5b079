import { randomBytes, randomUUID } from 'node:crypto';

import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

let service: TestService;
let operator: Person;
let account: string;
let other: string;

beforeAll(async () => {
  service = await startTestService();
  operator = await service.person({ '*': ['administrator'] });
  account = await idOf(operator('POST', '/v1/accounts', { body: { name: 'Rivertown' } }));
  other = await idOf(operator('POST', '/v1/accounts', { body: { name: 'Lakeside' } }));
}, 60_000);
afterAll(() => service.stop());

async function idOf(answer: Promise<Answer>): Promise<string> {
  return (await answer).body.id;
}
function addDriver(body: object = {}, key?: string): Promise<Answer> {
  const sent = { body: { externalId: 'EMP-1', ...body }, ...(key !== undefined && { key }) };
  return operator('POST', `/v1/accounts/${account}/drivers`, sent);
}
function edit({ body: { id }, etag }: Answer, body: object): Promise<Answer> {
  return operator('PATCH', `/v1/drivers/${id}`, { body, ifMatch: etag });
}
function addGroup(accountId: string | null): Promise<string> {
  return idOf(operator('POST', '/v1/groups', { body: { name: 'G', accountId } }));
}
function newCard(): string {
  return randomBytes(7).toString('hex');
}

describe('a driver', () => {
  it('is added, shown and edited', async () => {
    const groupIds = [await addGroup(account), await addGroup(null)];
    const added = await addDriver({ externalId: ' EMP-20871 ', groupIds });
    expect(added).toMatchObject({
      status: 201,
      headers: { location: `/v1/drivers/${added.body.id}` },
      body: {
        accountId: account,
        externalId: 'EMP-20871',
        groupIds,
        rfidCards: [],
        blocked: false,
        status: 'active',
        warnings: [],
      },
    });
    const shown = await operator('GET', `/v1/drivers/${added.body.id}`);
    expect({ ...shown.body, warnings: [] }).toEqual(added.body);

    const changes = { externalId: 'EMP-2', groupIds: null, blocked: true };
    const edited = await edit(added, changes);
    expect(edited).toMatchObject({
      status: 200,
      body: { externalId: 'EMP-2', groupIds: [], blocked: true, status: 'blocked' },
    });
    expect(await edit(edited, changes)).toMatchObject({ status: 200, etag: edited.etag });
    expect(await edit(added, { blocked: false })).toMatchObject({
      status: 412,
      headers: { etag: edited.etag },
    });
  });

  it('is seen and written by those of his account alone', async () => {
    const driver = await addDriver();
    const url = `/v1/drivers/${driver.body.id}`;
    const viewer = await service.person({ [account]: ['viewer'] });
    const stranger = await service.person({ [other]: ['administrator'] });
    const change = { body: { blocked: true }, ifMatch: driver.etag };
    expect(await viewer('GET', url)).toMatchObject({ status: 200 });
    expect(await viewer('PATCH', url, change)).toMatchObject({ status: 403 });
    expect(await stranger('GET', url)).toMatchObject({ status: 404 });
    expect(await stranger('PATCH', url, change)).toMatchObject({ status: 404 });
    const drivers = `/v1/accounts/${account}/drivers`;
    expect(await stranger('GET', drivers)).toMatchObject({ status: 404 });
    const body = { externalId: 'EMP-1' };
    expect(await stranger('POST', drivers, { body })).toMatchObject({ status: 404 });
    expect(await viewer('POST', drivers, { body })).toMatchObject({ status: 403 });
  });

  it.each([
    [{ externalId: 'dana@example.org' }, '/externalId'],
    [{ externalId: '' }, '/externalId'],
    [{ externalId: 'x'.repeat(65) }, '/externalId'],
    [{ rfidCards: ['1234567'] }, '/rfidCards'],
    [{ rfidCards: ['123456789012345678901'] }, '/rfidCards'],
    [{ rfidCards: ['wxyz1234'] }, '/rfidCards'],
    [{ rfidCards: ['abcd1234', 'ABCD1234'] }, '/rfidCards'],
    [{ rfidCards: [{ id: 'a'.repeat(64) }] }, '/rfidCards'],
    [{ groupIds: ['night'] }, '/groupIds'],
    [{ groupIds: ['3d1cd14b-b89d-4190-9c91-bf523f55a8b8', 7] }, '/groupIds'],
    [{ blocked: true }, '/blocked'],
  ])('is not added with %j', async (body, pointer) => {
    const answer = await addDriver(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation-failed', pointer } });
  });

  it('is not added to a group twice, nor to one that his account cannot use', async () => {
    const group = await addGroup(account);
    const foreign = await addGroup(other);
    expect(await addDriver({ groupIds: [group, group.toUpperCase()] })).toMatchObject({
      status: 400,
      body: { pointer: '/groupIds' },
    });
    expect(await addDriver({ groupIds: [group, foreign] })).toMatchObject({
      status: 422,
      body: { code: 'group-not-found', pointer: '/groupIds/1', groupId: foreign },
    });
  });

  it('is not added to a group that is deleted', async () => {
    const group = await operator('POST', '/v1/groups', { body: { name: 'G' } });
    await operator('DELETE', `/v1/groups/${group.body.id}`, { ifMatch: group.etag });
    expect(await addDriver({ groupIds: [group.body.id] })).toMatchObject({
      status: 422,
      body: { code: 'group-not-found' },
    });
  });

  it.each([[{ blocked: null }], [{ externalId: null }], [{ accountId: null }], [{ blocked: 1 }]])(
    'is not edited by %j',
    async (body) => {
      expect(await edit(await addDriver(), body)).toMatchObject({ status: 400 });
    },
  );

  it('is listed in his account by external id, until he is removed', async () => {
    const mark = randomUUID().slice(0, 8);
    const one = await addDriver({ externalId: `b-${mark}` });
    const { position } = await addDriver({ externalId: `A-${mark}` });
    const url = `/v1/accounts/${account}/drivers?q=${mark.toUpperCase()}`;
    const seen = await operator('GET', url, { atLeast: position });
    const externalIdsOf = ({ body }: Answer) =>
      body.items.map(({ externalId }: { readonly externalId: string }) => externalId);
    expect(externalIdsOf(seen)).toEqual([`A-${mark}`, `b-${mark}`]);
    expect({ ...seen.body.items[1], warnings: [] }).toEqual(one.body);

    const gone = await operator('DELETE', `/v1/drivers/${one.body.id}`, { ifMatch: one.etag });
    const after = await operator('GET', url, { atLeast: gone.position });
    expect(externalIdsOf(after)).toEqual([`A-${mark}`]);
    expect(after.body.total).toBe(1);
  });
});

describe('a move to another account', () => {
  it('needs a role in both, and groups that he may take along', async () => {
    const group = await addGroup(account);
    const driver = await addDriver({ groupIds: [group] });
    const url = `/v1/drivers/${driver.body.id}`;
    const own = await service.person({ [account]: ['administrator'] });
    const half = await service.person({ [account]: ['administrator'], [other]: ['viewer'] });
    const move = { body: { accountId: other, groupIds: [] }, ifMatch: driver.etag };
    expect(await own('PATCH', url, move)).toMatchObject({
      status: 422,
      body: { code: 'account-not-found', pointer: '/accountId' },
    });
    expect(await half('PATCH', url, move)).toMatchObject({
      status: 403,
      body: { code: 'role-missing', pointer: '/accountId' },
    });
    expect(await edit(driver, { accountId: other })).toMatchObject({
      status: 422,
      body: { code: 'group-not-found', pointer: '/accountId', groupId: group },
    });
    expect(await edit(driver, { accountId: randomUUID() })).toMatchObject({
      status: 422,
      body: { code: 'account-not-found' },
    });
    const moved = await operator('PATCH', url, move);
    expect(moved).toMatchObject({ status: 200, body: { accountId: other, groupIds: [] } });
    expect(await own('GET', url)).toMatchObject({ status: 404 });

    const url2 = `/v1/accounts/${other}/drivers`;
    const there = await operator('GET', url2, { atLeast: moved.position });
    expect(there.body.items.map(({ id }: { readonly id: string }) => id)).toContain(moved.body.id);
  });
});

describe('RFID cards', () => {
  it('are known by an id alone, the same in whatever case: no number is in the log', async () => {
    const card = newCard();
    const driver = await addDriver({ rfidCards: [card] });
    expect(driver.body.rfidCards).toEqual([{ id: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    const told = JSON.stringify([driver.body, await service.log()]).toLowerCase();
    expect(told).toContain(driver.body.rfidCards[0].id);
    expect(told).not.toContain(card);
    const same = await edit(driver, { rfidCards: [card.toUpperCase()] });
    expect(same).toMatchObject({ status: 200, etag: driver.etag });
  });

  it('are replaced whole, kept by id and added by number', async () => {
    const driver = await addDriver({ rfidCards: [newCard(), newCard()] });
    const [kept] = driver.body.rfidCards;
    const edited = await edit(driver, { rfidCards: [kept, newCard()] });
    expect(edited.status).toBe(200);
    expect(edited.body.rfidCards[0]).toEqual(kept);
    expect(edited.body.rfidCards).toHaveLength(2);
    expect(edited.body.rfidCards).not.toContainEqual(driver.body.rfidCards[1]);
    expect(await edit(edited, { rfidCards: null })).toMatchObject({ body: { rfidCards: [] } });
  });

  it('are named by id only where they are held', async () => {
    const elsewhere = await addDriver({ rfidCards: [newCard()] });
    const answer = await edit(await addDriver(), { rfidCards: elsewhere.body.rfidCards });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'rfid-card-not-found', pointer: '/rfidCards/0' },
    });
  });

  it('belong to one driver across the operator: every one that is taken is told', async () => {
    const [blue, red] = [newCard(), newCard()];
    await addDriver({ rfidCards: [blue, red] });
    const taken = await addDriver({ rfidCards: [newCard(), blue.toUpperCase(), red] });
    expect(taken).toMatchObject({
      status: 409,
      body: { code: 'rfid-card-taken', pointer: '/rfidCards/1' },
    });
    const pointers = taken.body.errors.map(({ pointer }: { readonly pointer: string }) => pointer);
    expect(pointers).toEqual(['/rfidCards/1', '/rfidCards/2']);
    expect(await edit(await addDriver(), { rfidCards: [newCard(), red] })).toMatchObject({
      status: 409,
      body: { code: 'rfid-card-taken', pointer: '/rfidCards/1' },
    });
  });

  it('are one winner’s when many want one at once', async () => {
    const rfidCards = [newCard()];
    const answers = await Promise.all(Array.from({ length: 8 }, () => addDriver({ rfidCards })));
    const statuses = answers.map(({ status }) => status).sort((one, other) => one - other);
    expect(statuses).toEqual([201, ...Array<number>(7).fill(409)]);
  });

  it('are free when taken from a driver, when he is removed, and when he was refused', async () => {
    const [blue, red, green] = [newCard(), newCard(), newCard()];
    const driver = await addDriver({ rfidCards: [blue, red] });
    const without = await edit(driver, { rfidCards: [driver.body.rfidCards[1]] });
    expect(await addDriver({ rfidCards: [blue] })).toMatchObject({ status: 201 });
    await operator('DELETE', `/v1/drivers/${driver.body.id}`, { ifMatch: without.etag });
    expect(await addDriver({ rfidCards: [red] })).toMatchObject({ status: 201 });
    expect(await addDriver({ rfidCards: [green, red] })).toMatchObject({ status: 409 });
    expect(await addDriver({ rfidCards: [green] })).toMatchObject({ status: 201 });
  });
});

describe('removing a driver', () => {
  it('is 204, 404 from then on, 204 to the one who asks again', async () => {
    const driver = await addDriver();
    const url = `/v1/drivers/${driver.body.id}`;
    const sent = { ifMatch: driver.etag, key: 'remove' };
    expect(await operator('DELETE', url)).toMatchObject({ status: 428 });
    expect(await operator('DELETE', url, sent)).toMatchObject({ status: 204, body: undefined });
    expect(await operator('DELETE', url, sent)).toMatchObject({ status: 204 });
    expect(await operator('DELETE', url, { ifMatch: driver.etag })).toMatchObject({ status: 404 });
    expect(await operator('GET', url)).toMatchObject({ status: 404 });
  });

  it('leaves nothing for a late repeat of the addition to show', async () => {
    const driver = await addDriver({}, 'late');
    await operator('DELETE', `/v1/drivers/${driver.body.id}`, { ifMatch: driver.etag });
    expect(await addDriver({}, 'late')).toMatchObject({ status: 404 });
  });
});
