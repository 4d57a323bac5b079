import { randomUUID } from 'node:crypto';

import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

const RATE_PLANS = '/v1/rate-plans';

let service: TestService;
let operator: Person;
let reader: Person;

beforeAll(async () => {
  service = await startTestService();
  operator = await service.person({ '*': ['administrator'] });
  reader = await service.person({ [randomUUID()]: ['administrator'] });
}, 60_000);
afterAll(() => service.stop());

const addPlan = (body: object = { name: 'Workplace' }): Promise<Answer> =>
  operator('POST', RATE_PLANS, { body });

function namesOf({ body }: Answer): readonly string[] {
  return body.items.map(({ name }: { readonly name: string }) => name);
}

describe('a rate plan', () => {
  it('is added, shown, edited and archived', async () => {
    const added = await addPlan({ name: 'Workplace', description: ' Free parking ' });
    expect(added).toMatchObject({
      status: 201,
      headers: { location: `${RATE_PLANS}/${added.body.id}` },
      body: { name: 'Workplace', description: 'Free parking', status: 'active', warnings: [] },
    });
    const url = `${RATE_PLANS}/${added.body.id}`;
    const shown = await operator('GET', url);
    expect({ ...shown.body, warnings: [] }).toEqual(added.body);

    const body = { name: 'Office', description: null };
    const edited = await operator('PATCH', url, { body, ifMatch: added.etag });
    expect(edited).toMatchObject({ status: 200, body: { name: 'Office', description: null } });
    expect(await operator('PATCH', url, { body, ifMatch: edited.etag })).toMatchObject({
      status: 200,
      etag: edited.etag,
    });

    const archive = `${url}/archive`;
    expect(await operator('POST', archive)).toMatchObject({ status: 428 });
    expect(await operator('POST', archive, { ifMatch: added.etag })).toMatchObject({ status: 412 });
    const archived = await operator('POST', archive, { ifMatch: edited.etag });
    expect(archived).toMatchObject({ status: 200, body: { status: 'archived' } });
  });

  it('is read by everybody, and written by administrators of all accounts', async () => {
    const { body, etag } = await addPlan();
    const url = `${RATE_PLANS}/${body.id}`;
    expect(await reader('GET', url)).toMatchObject({ status: 200, etag });
    const sent = { body: { name: 'Mine' }, ifMatch: etag };
    expect(await reader('POST', RATE_PLANS, sent)).toMatchObject({ status: 403 });
    expect(await reader('PATCH', url, sent)).toMatchObject({ status: 403 });
    expect(await reader('POST', `${url}/archive`, { ifMatch: etag })).toMatchObject({
      status: 403,
    });
    expect(await reader('GET', `${RATE_PLANS}/${randomUUID()}`)).toMatchObject({ status: 404 });
  });

  it.each([
    [{}, '/name'],
    [{ name: '' }, '/name'],
    [{ name: 'A', description: 'x'.repeat(501) }, '/description'],
    [{ name: 'A', price: 1 }, '/price'],
  ])('is not added from %j', async (body, pointer) => {
    expect(await addPlan(body)).toMatchObject({ status: 400, body: { pointer } });
  });

  it('is listed by name, archived or not', async () => {
    const mark = randomUUID();
    await addPlan({ name: `b ${mark}` });
    const { body, etag } = await addPlan({ name: `A ${mark}` });
    const archived = await operator('POST', `${RATE_PLANS}/${body.id}/archive`, { ifMatch: etag });
    const url = `${RATE_PLANS}?q=${mark}`;
    const seen = await reader('GET', url, { atLeast: archived.position });
    expect(namesOf(seen)).toEqual([`A ${mark}`, `b ${mark}`]);
    expect({ ...seen.body.items[0], warnings: [] }).toEqual(archived.body);
    expect(seen.body).toMatchObject({ total: 2, totalIsLowerBound: false, nextCursor: null });
  });
});
