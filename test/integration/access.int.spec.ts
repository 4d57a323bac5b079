import { randomUUID } from 'node:crypto';

import {
  type Asker,
  foreseen,
  type Place,
  type Relation,
  type SCOPE_TABLE,
} from '../support/access-oracle';
import {
  addAccount,
  addCharger,
  addPanel,
  addSite,
  chargerUrl,
  editCharger,
  freshLabel,
  type Garage,
  granted,
  openGarage,
  retireCharger,
} from '../support/garage';
import {
  type Answer,
  type Person,
  startTestService,
  type TestService,
} from '../support/test-service';

jest.setTimeout(120_000);

type ScopeKind = keyof typeof SCOPE_TABLE;

interface Case {
  readonly kind: ScopeKind;
  readonly place: Place;
  readonly charger: Answer;
  /** Which drivers are the charger's own, or of its groups. */
  readonly relatives: readonly string[];
}

interface Someone {
  readonly name: string;
  /** How he is named in a question, in each way that there is. */
  readonly asks: readonly object[];
  readonly id?: string;
  readonly isOfAccount: boolean;
  readonly isOfOperator: boolean;
  readonly isBlocked?: true;
}

/** Kind and payload, and whose charger it then is. */
type ScopeOfSome = readonly [ScopeKind, object, readonly Answer[]];

const NO_DRIVERS: readonly Someone[] = [
  { name: 'nobody', asks: [{ anonymous: true }], isOfAccount: false, isOfOperator: false },
  {
    name: 'unknown',
    asks: [{ driverId: randomUUID() }, { rfidCard: '0123456789abcdef' }],
    isOfAccount: false,
    isOfOperator: false,
  },
];

const FIRST_CARD = 0xa0_00_00_00;

let service: TestService;
let operator: Person;
let cardCount = 0;

beforeAll(async () => {
  service = await startTestService();
  operator = await service.person({ '*': ['administrator'] });
});
afterAll(() => service.stop());

function ask(charger: object, who: object, person = operator): Promise<Answer> {
  return person('POST', '/v1/access/decisions', { body: { charger, ...who } });
}

async function decision(charger: object, who: object): Promise<object> {
  const { body } = await granted(ask(charger, who));
  return { see: body.see, start: body.start };
}

async function change(url: string, body: object): Promise<Answer> {
  const { etag: ifMatch } = await granted(operator('GET', url));
  return granted(operator('PATCH', url, { body, ifMatch }));
}

async function addDriver(accountId: string, body: object = {}): Promise<Answer> {
  cardCount += 1;
  const rfidCards = [(FIRST_CARD + cardCount).toString(16)];
  const form = { externalId: `EMP-${cardCount}`, rfidCards, ...body };
  const url = `/v1/accounts/${accountId}/drivers`;
  const added = await granted(operator('POST', url, { body: form }));
  return { ...added, body: { ...added.body, number: rfidCards[0] } };
}

async function addGroup(body: object): Promise<string> {
  const group = { name: 'Night shift', ...body };
  return (await granted(operator('POST', '/v1/groups', { body: group }))).body.id;
}

async function remove(url: string): Promise<Answer> {
  const { etag: ifMatch } = await granted(operator('GET', url));
  return granted(operator('DELETE', url, { ifMatch }));
}

describe('An answer of access', () => {
  let cases: readonly Case[];
  let people: readonly Someone[];

  beforeAll(async () => {
    const garage = await openGarage(operator);
    const works = await inactiveGarage(garage.accountId);
    const own = await addGroup({ accountId: garage.accountId });
    const everybodys = await addGroup({ accountId: null });
    const drivers = await addDrivers(garage.accountId, { own, everybodys });
    const { owner, blockedOwner, member, blockedMember, guest } = drivers;
    const scopes: readonly ScopeOfSome[] = [
      ['closed', {}, []],
      ['open', {}, []],
      ['account', {}, []],
      ['public', {}, []],
      ['private', { driverId: owner.body.id }, [owner]],
      ['private', { driverId: blockedOwner.body.id }, [blockedOwner]],
      ['groups', { groupIds: [own] }, [member, blockedMember]],
      ['groups', { groupIds: [everybodys] }, [guest]],
      ['groups', { groupIds: [own, everybodys] }, [member, blockedMember, guest]],
    ];
    const active = await casesAt(garage, scopes, { isSiteActive: true });
    cases = [...active, ...(await casesAt(works.garage, scopes, { isSiteActive: false }))];
    for (const blocked of [blockedOwner, blockedMember]) {
      await change(`/v1/drivers/${blocked.body.id}`, { blocked: true });
    }
    await works.close();
    people = [...someoneOfEach(garage.accountId, drivers), ...NO_DRIVERS];
  });

  async function addDrivers(
    accountId: string,
    { own, everybodys }: { readonly own: string; readonly everybodys: string },
  ) {
    const elsewhere: string = (await addAccount(operator)).body.id;
    const drivers = {
      owner: await addDriver(accountId),
      blockedOwner: await addDriver(accountId),
      colleague: await addDriver(accountId),
      member: await addDriver(accountId, { groupIds: [own] }),
      blockedMember: await addDriver(accountId, { groupIds: [own] }),
      guest: await addDriver(elsewhere, { groupIds: [everybodys] }),
      stranger: await addDriver(elsewhere),
      removed: await addDriver(accountId, { groupIds: [own, everybodys] }),
    };
    await remove(`/v1/drivers/${drivers.removed.body.id}`);
    return drivers;
  }

  /** Two chargers of each scope, of which the second is retired. */
  async function casesAt(
    garage: Garage,
    scopes: readonly ScopeOfSome[],
    { isSiteActive }: Pick<Place, 'isSiteActive'>,
  ): Promise<readonly Case[]> {
    const made: Case[] = [];
    for (const [kind, payload, relatives] of scopes) {
      const form = { scope: { kind, ...payload } };
      const ids = relatives.map(({ body }) => body.id as string);
      for (const isRetired of [false, true]) {
        const charger = await addCharger(operator, garage, { ...form, qaAlias: freshLabel() });
        if (isRetired) await granted(retireCharger(operator, charger));
        made.push({ kind, place: { isSiteActive, isRetired }, charger, relatives: ids });
      }
    }
    return made;
  }

  function someoneOfEach(
    accountId: string,
    drivers: Readonly<Record<string, Answer>>,
  ): readonly Someone[] {
    return Object.entries(drivers).map(([name, { body }]) => ({
      name,
      id: body.id as string,
      asks: [{ driverId: body.id }, { rfidCard: String(body.number).toUpperCase() }],
      isOfAccount: name !== 'removed' && body.accountId === accountId,
      isOfOperator: name !== 'removed',
      ...(name.startsWith('blocked') && { isBlocked: true as const }),
    }));
  }

  /** A site that is active until it is closed: chargers can still be added. */
  async function inactiveGarage(accountId: string) {
    const site = await addSite(operator, accountId);
    const siteId: string = site.body.id;
    const { body, position } = await addPanel(operator, siteId);
    const garage: Garage = { accountId, siteId, panelId: body.id, position };
    const close = () => change(`/v1/sites/${siteId}`, { active: false, reason: 'Works' });
    return { garage, close };
  }

  function askerOf(person: Someone, { kind, relatives }: Case): Asker {
    const isRelative = relatives.includes(person.id ?? '');
    const relations: readonly (readonly [Relation, boolean])[] = [
      ['its driver', kind === 'private' && isRelative],
      ['a member of its groups', kind === 'groups' && isRelative],
      ['a member of the account', person.isOfAccount],
      ['a member of the operator', person.isOfOperator],
    ];
    const is = relations.flatMap(([relation, holds]) => (holds ? [relation] : []));
    return person.isBlocked ? { is, isBlocked: true } : { is };
  }

  it('is what the rules say, for every scope, driver, site and charger', async () => {
    const questions = cases.flatMap((each) =>
      people.flatMap((person) => person.asks.map((who) => ({ each, person, who }))),
    );
    const wrong: object[] = [];
    for (const { each, person, who } of questions) {
      const expected = foreseen(each.kind, askerOf(person, each), each.place);
      const got = await decision({ id: each.charger.body.id }, who);
      if (JSON.stringify(got) === JSON.stringify(expected)) continue;
      wrong.push({ kind: each.kind, ...each.place, person: person.name, got, expected });
    }
    expect(wrong).toEqual([]);
    expect(questions.length).toBeGreaterThan(600);
  });

  it('is the same by whatever name, while the labels are the charger’s', async () => {
    for (const { charger, place } of cases) {
      const { chargerId, qaAlias, id } = charger.body;
      const names = [{ chargerId: chargerId.toLowerCase() }, { qaAlias: qaAlias.toUpperCase() }];
      const first = await granted(ask({ id }, { anonymous: true }));
      for (const name of names) {
        const again = await ask(name, { anonymous: true });
        if (place.isRetired) expect(again.body.code).toBe('charger-not-found');
        else expect(again.body).toEqual(first.body);
      }
      expect(await ask({ qaAlias: chargerId }, { anonymous: true })).toMatchObject({ status: 422 });
    }
  });

  it('is what the app lists for a driver', async () => {
    const atLeast = await service.head();
    for (const person of people) {
      const url = `/v1/drivers/${person.id ?? randomUUID()}/chargers?limit=200`;
      if (!person.isOfOperator) {
        expect(await operator('GET', url, { atLeast })).toMatchObject({ status: 404 });
        continue;
      }
      const { body } = await granted(operator('GET', url, { atLeast }));
      const listed = body.items.map(({ id, start }: { id: string; start: boolean }) => [id, start]);
      const expected = cases.flatMap((each) => {
        const { see, start } = foreseen(each.kind, askerOf(person, each), each.place);
        return see ? [[each.charger.body.id, start]] : [];
      });
      expect(new Map(listed)).toEqual(new Map(expected as [string, boolean][]));
      expect(body.total).toBe(expected.length);
    }
  });
});

describe('An access', () => {
  let garage: Garage;

  beforeAll(async () => {
    garage = await openGarage(operator);
  });

  it('begins and ends with the event, on which the answer rests', async () => {
    const charger = await addCharger(operator, garage, { scope: { kind: 'closed' } });
    const driver = await addDriver(garage.accountId);
    const name = { id: charger.body.id };
    const who = { driverId: driver.body.id };
    const before = await granted(ask(name, who));
    expect(before.body).toMatchObject({ start: false, reason: 'closed' });
    expect(before.body.rests.position).toBe(driver.position);
    const opened = await granted(editCharger(operator, charger, { scope: { kind: 'account' } }));
    const open = await granted(ask(name, who));
    expect(open.body).toMatchObject({
      see: true,
      start: true,
      reason: 'of-the-account',
      rests: { position: opened.position, at: opened.body.lastChangedAt },
    });
    expect(open.position).toBe(opened.position);
    const blocked = await change(`/v1/drivers/${driver.body.id}`, { blocked: true });
    expect((await granted(ask(name, who))).body).toMatchObject({
      see: true,
      start: false,
      reason: 'driver-blocked',
      rests: { position: blocked.position, at: blocked.body.lastChangedAt },
    });
  });

  it('of a driver, a card or a group that is gone is refused before it was mended', async () => {
    const group = await addGroup({ accountId: garage.accountId });
    const driver = await addDriver(garage.accountId, { groupIds: [group] });
    const scope = { kind: 'groups', groupIds: [group] };
    const charger = await addCharger(operator, garage, { scope });
    const name = { id: charger.body.id };
    const card = { rfidCard: driver.body.number };
    expect((await granted(ask(name, card))).body).toMatchObject({ start: true });
    await change(`/v1/drivers/${driver.body.id}`, { rfidCards: [] });
    expect((await granted(ask(name, card))).body).toMatchObject({ reason: 'driver-unknown' });
    await remove(`/v1/groups/${group}`);
    const { start } = (await granted(ask(name, { driverId: driver.body.id }))).body;
    expect(start).toBe(false);
    const seen = await granted(operator('GET', `/v1/drivers/${driver.body.id}/chargers`));
    const ids = seen.body.items.map(({ id }: { id: string }) => id);
    expect(ids).not.toContain(charger.body.id);
  });

  it('is answered for a charger that was added just now, by whatever name', async () => {
    for (let count = 0; count < 10; count += 1) {
      const charger = await addCharger(operator, garage, { scope: { kind: 'open' } });
      const { id, chargerId } = charger.body;
      for (const name of [{ id }, { chargerId }]) {
        expect(await decision(name, { anonymous: true })).toEqual({ see: false, start: true });
      }
    }
  });

  it('is of no charger that there is not, or of an account that is not seen', async () => {
    const charger = await addCharger(operator, garage, { qaAlias: freshLabel() });
    const { id, chargerId, qaAlias } = charger.body;
    const other = await openGarage(operator);
    const outsider = await service.person({ [other.accountId]: ['service'] });
    const insider = await service.person({ [garage.accountId]: ['viewer'] });
    for (const name of [{ id }, { chargerId }, { qaAlias }]) {
      const [member = ''] = Object.keys(name);
      expect(await ask(name, { anonymous: true }, outsider)).toMatchObject({
        status: 422,
        body: { code: 'charger-not-found', pointer: `/charger/${member}` },
      });
      expect(await ask(name, { anonymous: true }, insider)).toMatchObject({ status: 200 });
    }
    for (const name of [{ id: randomUUID() }, { chargerId: 'no-such' }, { qaAlias: 'no such' }]) {
      const { status, body } = await ask(name, { anonymous: true });
      expect([status, body.code]).toEqual([422, 'charger-not-found']);
    }
  });

  it.each([
    [{}, { anonymous: true }, '/charger'],
    [{ id: randomUUID(), qaAlias: 'x' }, { anonymous: true }, '/charger'],
    [{ id: 'x' }, { anonymous: true }, '/charger/id'],
    [{ name: 'x' }, { anonymous: true }, '/charger/name'],
    [{ chargerId: 'x' }, {}, ''],
    [{ chargerId: 'x' }, { anonymous: true, driverId: randomUUID() }, ''],
    [{ chargerId: 'x' }, { anonymous: false }, '/anonymous'],
    [{ chargerId: 'x' }, { driverId: 'x' }, '/driverId'],
    [{ chargerId: 'x' }, { rfidCard: 'xyz' }, '/rfidCard'],
  ])('is not asked for by %j and %j', async (charger, who, pointer) => {
    expect(await ask(charger, who)).toMatchObject({
      status: 400,
      body: { code: 'validation-failed', errors: [{ pointer }] },
    });
  });

  it('takes any position of this book for fresh enough, and no other', async () => {
    const charger = await addCharger(operator, garage);
    const name = { id: charger.body.id };
    const atLeast = await service.head();
    const asFreshAs = (position: string): Promise<Answer> => {
      const body = { charger: name, anonymous: true };
      return operator('POST', '/v1/access/decisions', { body, atLeast: position });
    };
    expect(await asFreshAs(atLeast)).toMatchObject({ status: 200 });
    const beyond = `${atLeast.slice(0, -1)}${(Number(atLeast.at(-1)) + 1) % 10}`;
    for (const position of ['elsewhere', beyond > atLeast ? beyond : `${atLeast}9`]) {
      const answer = await asFreshAs(position);
      expect(answer).toMatchObject({ status: 400, body: { code: 'position-invalid' } });
    }
  });

  it('of a printed code is the charger that bears it', async () => {
    const qaAlias = freshLabel();
    const charger = await addCharger(operator, garage, { qaAlias });
    const url = `/v1/qa/${qaAlias.toLowerCase()}`;
    const { body, etag } = await granted(operator('GET', url));
    const one = await granted(operator('GET', chargerUrl(charger)));
    expect([body, etag]).toEqual([one.body, one.etag]);
    const outsider = await service.person({ [randomUUID()]: ['viewer'] });
    expect(await outsider('GET', url)).toMatchObject({ status: 404 });
    for (const other of [charger.body.chargerId, 'no-such', 'a%20b', '%2e%2e']) {
      expect(await operator('GET', `/v1/qa/${other}`)).toMatchObject({ status: 404 });
    }
    await granted(retireCharger(operator, one));
    expect(await operator('GET', url)).toMatchObject({ status: 404 });
  });

  it('is listed page by page, of the accounts that are seen', async () => {
    const other = await openGarage(operator);
    const driver = await addDriver(other.accountId);
    const own = await addCharger(operator, other, { scope: { kind: 'account' } });
    const everybodys = await addCharger(operator, garage, { scope: { kind: 'public' } });
    const atLeast = await service.head();
    const url = `/v1/drivers/${driver.body.id}/chargers?limit=1`;
    const idsFor = async (person: Person): Promise<readonly string[]> => {
      const ids: string[] = [];
      for (let cursor = ''; ;) {
        const { body } = await granted(person('GET', url + cursor, { atLeast }));
        ids.push(...body.items.map(({ id }: { id: string }) => id));
        if (body.nextCursor === null) return ids;
        cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
      }
    };
    const all = await idsFor(operator);
    expect(all).toEqual(expect.arrayContaining([own.body.id, everybodys.body.id]));
    expect(new Set(all).size).toBe(all.length);
    const insider = await service.person({ [other.accountId]: ['viewer'] });
    expect(await idsFor(insider)).toEqual([own.body.id]);
    const outsider = await service.person({ [garage.accountId]: ['viewer'] });
    expect(await outsider('GET', url)).toMatchObject({ status: 404 });
  });
});
