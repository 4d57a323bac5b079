import { randomUUID } from 'node:crypto';

import { invite, secretOf, settle } from '../support/people';
import { type Person, startTestService, type TestService } from '../support/test-service';

let service: TestService;
let operator: Person;
let account: string;
let other: string;

beforeAll(async () => {
  service = await startTestService();
  operator = await service.person({ '*': ['administrator'] });
  account = (await operator('POST', '/v1/accounts', { body: { name: 'Rivertown' } })).body.id;
  other = (await operator('POST', '/v1/accounts', { body: { name: 'Hilltown' } })).body.id;
}, 60_000);
afterAll(() => service.stop());

const url = (id: string): string => `/v1/users/${id}`;

function edit(
  by: Person,
  { id, etag }: { readonly id: string; readonly etag: string },
  body: object,
) {
  return by('PATCH', url(id), { body, ifMatch: etag });
}

describe('A user', () => {
  it('is added with a link, shown, changed and kept out', async () => {
    const body = {
      email: 'Dana@Rivertown.example',
      name: 'Dana',
      roles: { [account]: ['viewer'] },
    };
    const added = await operator('POST', '/v1/users', { body: { ...body, reason: 'New here' } });
    expect(added).toMatchObject({ status: 201, body: { ...body, active: true, warnings: [] } });
    expect(added.headers.location).toBe(url(added.body.id));
    expect(added.body.invitation.url).toMatch(/^http:\/\/localhost(:80)?\/welcome#[\w-]{43}$/);
    const { invitation: _invitation, warnings: _warnings, ...shown } = added.body;
    expect(await operator('GET', url(shown.id))).toMatchObject({ etag: added.etag, body: shown });

    const changes = { name: 'Dana Reyes', roles: { [account]: ['support'] }, active: false };
    const edited = await edit(operator, { id: shown.id, etag: added.etag }, changes);
    expect(edited).toMatchObject({
      status: 200,
      body: {
        ...shown,
        ...changes,
        lastChangedAt: expect.any(String),
        lastChangedBy: expect.any(String),
      },
    });
    const again = await edit(operator, { id: shown.id, etag: edited.etag }, changes);
    expect(again).toMatchObject({ status: 200, etag: edited.etag });
    expect(await edit(operator, { id: shown.id, etag: added.etag }, {})).toMatchObject({
      status: 412,
    });
    const events = (await service.log()).filter(({ stream }) => stream === `user-${shown.id}`);
    expect(events.map(({ type }) => type)).toEqual([
      'UserAdded',
      'RoleGranted',
      'UserDetailsChanged',
      'RoleGranted',
      'RoleRevoked',
      'UserDeactivated',
    ]);
    expect(JSON.parse(events[0]?.metadata ?? '')).toMatchObject({ reason: 'New here' });
  });

  it('is added once by a command that is sent again, with a link that works', async () => {
    const key = randomUUID();
    const body = { email: 'lee@rivertown.example', name: 'Lee', roles: {} };
    const first = await operator('POST', '/v1/users', { body, key });
    const again = await operator('POST', '/v1/users', { body, key });
    expect(again).toMatchObject({ status: 201, etag: first.etag, body: { id: first.body.id } });
    expect(again.headers['idempotency-replayed']).toBe('true');
    const browser = service.browser();
    const used = { secret: secretOf(first.body.invitation.url) };
    expect(await browser.send('POST', '/auth/link', { body: used })).toMatchObject({ status: 422 });
    await settle(browser, secretOf(again.body.invitation.url));
    const late = { ...body, name: 'Lee Two' };
    expect(await operator('POST', '/v1/users', { body: late, key })).toMatchObject({ status: 422 });
  });

  it('has an address of his own, without case, and gives it back when he changes it', async () => {
    const { id, email, etag } = await invite(operator, {});
    const body = { email: email.toUpperCase(), name: 'Twin', roles: {} };
    expect(await operator('POST', '/v1/users', { body })).toMatchObject({
      status: 409,
      body: { code: 'email-taken', pointer: '/email' },
    });
    const twin = await invite(operator, {});
    expect(await edit(operator, twin, { email })).toMatchObject({ status: 409 });
    expect(await edit(operator, { id, etag }, { email: `new.${email}` })).toMatchObject({
      status: 200,
      body: { email: `new.${email}` },
    });
    expect(await operator('POST', '/v1/users', { body })).toMatchObject({ status: 201 });
  });

  it('is written down by the same command again where the process died before', async () => {
    const key = randomUUID();
    const body = { email: 'ida@rivertown.example', name: 'Ida', roles: {} };
    const { id } = (await operator('POST', '/v1/users', { body, key })).body;
    // As if it had: the events stand, the row does not.
    await service.query('delete from identity.person where user_id = $1', [id]);
    expect((await operator('GET', url(id))).body).toMatchObject({ name: null, email: null });
    expect(await operator('POST', '/v1/users', { body, key })).toMatchObject({
      status: 201,
      body: { id, name: 'Ida' },
    });

    const change = { ifMatch: (await operator('GET', url(id))).etag, body: { name: 'Ida B' }, key };
    await operator('PATCH', url(id), change);
    await service.query(
      `update identity.person set name = 'Ida', details_version = 1 where user_id = $1`,
      [id],
    );
    expect((await operator('PATCH', url(id), change)).body).toMatchObject({ name: 'Ida B' });
    const { etag } = await operator('GET', url(id));
    await edit(operator, { id, etag }, { name: 'Ida C' });
    expect((await operator('PATCH', url(id), change)).body).toMatchObject({ name: 'Ida C' });
  });

  it.each([
    [{ email: 'nobody' }, '/email'],
    [{ email: 'a@b@c' }, '/email'],
    [{ name: '' }, '/name'],
    [{ roles: { '*': ['owner'] } }, '/roles'],
    [{ roles: { rivertown: ['viewer'] } }, '/roles'],
    [{ roles: { '*': ['viewer', 'viewer'] } }, '/roles'],
    [{ roles: [] }, '/roles'],
    [{ password: 'x' }, '/password'],
  ])('is not added with %j', async (wrong, pointer) => {
    const body = { email: 'x@y.example', name: 'X', roles: {}, ...wrong };
    expect(await operator('POST', '/v1/users', { body })).toMatchObject({
      status: 400,
      body: { pointer },
    });
  });
});

describe('The preview of a user', () => {
  const everything = async () => ({
    people: await service.query('select * from identity.person order by user_id'),
    links: await service.query('select * from identity.link order by link_id'),
    sessions: await service.query('select * from identity.session order by session_id'),
    head: await service.head(),
  });

  it('writes no person, link, session or event, and tells what would become of him', async () => {
    const user = await invite(operator, { [account]: ['viewer'] });
    const link = await operator('POST', `${url(user.id)}/invitation`, { body: {} });
    await settle(service.browser(), secretOf(link.body.url));
    await operator('POST', `${url(user.id)}/invitation`, { body: {} });
    const before = await everything();
    const body = { email: 'pia@rivertown.example', name: 'Pia', roles: { [account]: ['viewer'] } };
    const add = (sent: object) => operator('POST', '/v1/users/preview', { body: sent });
    expect(await add(body)).toMatchObject({
      status: 200,
      body: { verdict: 'accepted', thing: { name: 'Pia', email: body.email } },
    });
    expect((await add({ ...body, email: user.email })).body).toMatchObject({
      verdict: 'refused',
      problem: { code: 'email-taken' },
    });
    const changes = { name: 'Sam Two', active: false };
    const edited = await operator('POST', `${url(user.id)}/preview`, { body: changes });
    expect(edited.body).toMatchObject({
      verdict: 'accepted',
      changes: expect.arrayContaining([
        { pointer: '/name', before: 'Sam Field', after: 'Sam Two' },
        { pointer: '/active', before: true, after: false },
      ]),
    });
    const invited = await operator('POST', `${url(user.id)}/invitation/preview`, { body: {} });
    expect(invited.body).toMatchObject({ verdict: 'accepted' });
    expect(await everything()).toEqual(before);
  });
});

describe('An administrator of one account', () => {
  let local: Person;
  beforeAll(async () => {
    local = await service.person({ [account]: ['administrator'] });
  });

  it('adds users of it and of no other', async () => {
    const added = await invite(local, { [account]: ['administrator', 'support'] });
    expect(await local('GET', url(added.id))).toMatchObject({ status: 200 });
    const body = { email: 'q@rivertown.example', name: 'Q' };
    const add = (roles: object) => local('POST', '/v1/users', { body: { ...body, roles } });
    expect(await add({ '*': ['viewer'] })).toMatchObject({ status: 403 });
    expect(await add({ [account]: ['viewer'], '*': ['viewer'] })).toMatchObject({
      status: 403,
      body: { code: 'role-missing', pointer: '/roles/*' },
    });
    expect(await add({ [account]: ['viewer'], [other]: ['viewer'] })).toMatchObject({
      status: 422,
      body: { code: 'account-not-found', pointer: `/roles/${other}` },
    });
    expect(await add({})).toMatchObject({ status: 403 });
    const unknown = await operator('POST', '/v1/users', {
      body: { ...body, roles: { [randomUUID()]: ['viewer'] } },
    });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'account-not-found' } });
  });

  it('sees and changes the roles there, and neither the others nor the person', async () => {
    const user = await invite(operator, { [account]: ['viewer'], [other]: ['support'] });
    const seen = await local('GET', url(user.id));
    expect(seen.body.roles).toEqual({ [account]: ['viewer'] });
    const set = await edit(local, user, { roles: { [account]: ['auditor'] } });
    expect(set).toMatchObject({ status: 200, body: { roles: { [account]: ['auditor'] } } });
    expect((await operator('GET', url(user.id))).body.roles).toEqual({
      [account]: ['auditor'],
      [other]: ['support'],
    });
    const at = { id: user.id, etag: set.etag };
    for (const [body, pointer] of [
      [{ name: 'Mine' }, '/name'],
      [{ email: 'mine@field.example' }, '/email'],
      [{ active: false }, '/active'],
      [{ roles: { '*': ['viewer'] } }, '/roles/*'],
    ] as const) {
      expect(await edit(local, at, body)).toMatchObject({ status: 403, body: { pointer } });
    }
    const invitation = await local('POST', `${url(user.id)}/invitation`, { body: {} });
    expect(invitation).toMatchObject({ status: 403, body: { code: 'role-missing' } });
  });

  it('does not find users of other accounts, nor those of all of them', async () => {
    const elsewhere = await invite(operator, { [other]: ['viewer'] });
    const everywhere = await invite(operator, { '*': ['viewer'] });
    const nowhere = await invite(operator, {});
    for (const { id, etag } of [elsewhere, everywhere, nowhere]) {
      expect(await local('GET', url(id))).toMatchObject({ status: 404 });
      expect(await edit(local, { id, etag }, { name: 'Mine' })).toMatchObject({ status: 404 });
      expect(await local('POST', `${url(id)}/invitation`, { body: {} })).toMatchObject({
        status: 404,
      });
    }
  });
});

describe('The list of users', () => {
  it('holds those of the accounts that one administers, by name', async () => {
    const mark = randomUUID().slice(0, 8);
    const local = await service.person({ [account]: ['administrator'], [other]: ['viewer'] });
    await invite(operator, { [account]: ['viewer'], [other]: ['viewer'] }, `b ${mark}`);
    await invite(operator, { [other]: ['viewer'] }, `c ${mark}`);
    const { position, email } = await invite(operator, { [account]: ['support'] }, `A ${mark}`);
    const list = (by: Person, query: string) =>
      by('GET', `/v1/users?q=${query}`, { atLeast: position });
    const names = ({ body }: Awaited<ReturnType<Person>>) =>
      body.items.map(({ name }: { readonly name: string }) => name);
    const seen = await list(local, mark);
    expect(names(seen)).toEqual([`A ${mark}`, `b ${mark}`]);
    expect(JSON.stringify(seen.body)).not.toContain(other);
    expect(names(await list(operator, mark))).toEqual([`A ${mark}`, `b ${mark}`, `c ${mark}`]);
    expect(names(await list(operator, email.toUpperCase()))).toEqual([`A ${mark}`]);
    expect(names(await list(operator, `${mark}&accountId=${other}`))).toHaveLength(2);
    const first = await list(operator, `${mark}&limit=1`);
    const next = await list(operator, `${mark}&limit=1&cursor=${first.body.nextCursor}`);
    expect(names(next)).toEqual([`b ${mark}`]);
  });

  it('is for administrators', async () => {
    const viewer = await service.person({ [account]: ['viewer'] });
    expect(await viewer('GET', '/v1/users')).toMatchObject({ status: 403 });
    const local = await service.person({ [account]: ['administrator'], [other]: ['viewer'] });
    expect(await local('GET', `/v1/users?accountId=${other}`)).toMatchObject({ status: 403 });
    expect(await local('GET', `/v1/users?accountId=${randomUUID()}`)).toMatchObject({
      status: 404,
    });
  });
});

describe('Names of actors', () => {
  it('are told to whoever is signed in, and those of no user are left out', async () => {
    const reader = await service.person({ [randomUUID()]: ['viewer'] });
    const { id } = await invite(operator, {}, 'Kim');
    const query = [id, 'dana', randomUUID(), id].map((it) => `id=${it}`).join('&');
    expect((await reader('GET', `/v1/actors?${query}`)).body).toEqual({
      items: [{ id, name: 'Kim' }],
    });
    expect((await reader('GET', '/v1/actors')).body).toEqual({ items: [] });
    const many = Array.from({ length: 201 }, () => `id=${id}`).join('&');
    expect(await reader('GET', `/v1/actors?${many}`)).toMatchObject({ status: 400 });
  });
});

describe('The last administrator of all accounts', () => {
  it('stays, however many let each other go at once', async () => {
    await service.query('update identity.person set password = null');
    const admins = await Promise.all(
      [1, 2, 3].map(async () => {
        const user = await invite(operator, { '*': ['administrator'] });
        await settle(service.browser(), user.secret);
        return user;
      }),
    );
    // One who was invited and cannot sign in yet counts for nothing.
    await invite(operator, { '*': ['administrator'] });
    const answers = await Promise.all(
      admins.map((user, index) =>
        edit(operator, user, index === 0 ? { active: false } : { roles: {} }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 422]);
    expect(answers.find(({ status }) => status === 422)?.body.code).toBe('last-administrator');
  });
});
