import { randomUUID } from 'node:crypto';

import { type EventStore, type StreamName } from '@chargebook/event-store';
import { encodeEvent } from '@chargebook/kernel';
import { type Scope } from '@chargebook/site/contracts';
import { type Pool } from 'pg';

import { Book } from '../support/bond-book';
import { eventually } from '../support/eventually';
import { Life, mortalPool } from '../support/mortal-process';
import { IMMORTAL, policyProcess, PolicyTrial } from '../support/policy-trial';

jest.setTimeout(240_000);

/**
 * How much is done there: the double is slow, and what is tested is the same for both. The long
 * campaign kills before every step.
 */
const ENGINES = [
  { name: 'PostgreSQL', diesEvery: 4, chargerCount: 250 },
  { name: 'the double of an EventStoreDB', diesEvery: 9, chargerCount: 60 },
] as const;

describe.each(ENGINES)('A policy on $name', ({ name, diesEvery, chargerCount }) => {
  let trial: PolicyTrial;
  let pool: Pool;
  let store: EventStore;
  let book: Book;

  beforeEach(async () => {
    trial = await PolicyTrial.open(name);
    ({ pool, store, book } = trial);
  });
  afterEach(() => trial.close());

  const live = (life: Life): Promise<void> => trial.live(life);

  it(`killed before one of ${diesEvery} steps finishes later, and never twice`, async () => {
    await trial.dieBeforeSteps(diesEvery);
  });

  it(`closes ${chargerCount} chargers of one driver once each, killed in the midst`, async () => {
    const driverId = await book.addDriver();
    const scope: Scope = { kind: 'private', driverId };
    const chargers = await book.addChargers(chargerCount, scope);
    const removal = await book.removeDriver(driverId);
    for (const diesAt of [40, 70, 300]) await live(new Life(diesAt));
    await live(new Life(IMMORTAL));
    const changes = await book.allChanges();
    expect(changes.size).toBe(chargerCount);
    for (const id of chargers) {
      expect(changes.get(id)).toEqual([
        { after: { kind: 'closed' }, cause: removal, reason: 'The driver was removed.' },
      ]);
    }
  });

  it('finishes what fewer chargers than a page, and more, have lost by one event', async () => {
    const [few, many] = [await book.addGroup(), await book.addGroup()];
    const both = await book.addChargers(1, { kind: 'groups', groupIds: [few, many] });
    const rest = await book.addChargers(250, { kind: 'groups', groupIds: [many] });
    await book.deleteGroup(few);
    const deletion = await book.deleteGroup(many);
    await live(new Life(IMMORTAL));
    const changes = await book.allChanges();
    expect([...changes.keys()].sort()).toEqual([...both, ...rest].sort());
    for (const id of rest) expect(changes.get(id)).toMatchObject([{ cause: deletion }]);
  });

  it('says that it failed, and goes on when it can', async () => {
    const reports: string[] = [];
    const runner = policyProcess(pool, store, ({ kind }) => reports.push(kind));
    await runner.status();
    await pool.query('alter table policy.dependent rename to away');
    runner.start();
    const driverId = await book.addDriver();
    const charger = await book.addCharger({ kind: 'private', driverId });
    await book.removeDriver(driverId);
    await eventually(async () => {
      const [status] = await runner.status();
      expect(status).toMatchObject({ state: 'failed', detail: expect.stringMatching('dependent') });
    });
    expect(reports).toContain('failed');
    expect(await book.changesOf(charger)).toEqual([]);
    await pool.query('alter table policy.away rename to dependent');
    await eventually(async () => expect(await book.changesOf(charger)).toHaveLength(1));
    await eventually(async () =>
      expect(await runner.status()).toMatchObject([{ state: 'active' }]),
    );
    await runner.stop();
  });

  it('takes a group that is deleted twice from each charger once', async () => {
    const [groupId, stays] = [await book.addGroup(), await book.addGroup()];
    const both = await book.addCharger({ kind: 'groups', groupIds: [groupId, stays] });
    const one = await book.addCharger({ kind: 'groups', groupIds: [groupId] });
    const deletions = [await book.deleteGroup(groupId), await book.deleteGroup(groupId)];
    await live(new Life(IMMORTAL));
    await book.deleteGroup(groupId);
    await live(new Life(IMMORTAL));
    const reason = 'The group was deleted.';
    const [fromBoth, fromOne] = [await book.changesOf(both), await book.changesOf(one)];
    expect(fromBoth).toMatchObject([{ after: { kind: 'groups', groupIds: [stays] }, reason }]);
    expect(fromOne).toMatchObject([{ after: { kind: 'closed' }, reason }]);
    // Both are carried out at once, and whichever comes first finds something to do.
    for (const { cause } of [...fromBoth, ...fromOne]) expect(deletions).toContain(cause);
  });

  it('reacts to the scope where the driver was gone before it was set', async () => {
    const driverId = await book.addDriver();
    await book.removeDriver(driverId);
    await live(new Life(IMMORTAL));
    const charger = await book.addCharger({ kind: 'private', driverId });
    await live(new Life(IMMORTAL));
    expect(await book.changesOf(charger)).toMatchObject([
      { after: { kind: 'closed' }, cause: await book.idOf('ChargerAdded', charger) },
    ]);
  });

  it('leaves alone what was mended before it came to it', async () => {
    const driverId = await book.addDriver();
    const charger = await book.addCharger({ kind: 'private', driverId });
    await book.moveDriver(driverId, randomUUID());
    await book.moveDriver(driverId, book.accountId);
    await live(new Life(IMMORTAL));
    expect(await book.changesOf(charger)).toEqual([]);
  });

  it('puts off what cannot be written, which holds up nothing else', async () => {
    const driverId = await book.addDriver();
    const own = await book.addCharger({ kind: 'private', driverId });
    const other = await Book.open(store, book.accountId);
    const there = await other.addCharger({ kind: 'private', driverId });
    const unread = encodeEvent(randomUUID(), { type: 'SiteFloated', data: {} }, other.metadata());
    // Its own process would wait for newer code at this one: it is put where it reads no more.
    await book.removeDriver(driverId);
    const life = new Life(IMMORTAL);
    const runner = policyProcess(mortalPool(pool, life), await blocking(store, other, unread));
    runner.start();
    await eventually(async () => expect(await book.changesOf(own)).toHaveLength(1), 20_000);
    await eventually(async () => {
      expect(await runner.status()).toMatchObject([
        { pendingCount: 1, putOffCount: 1, detail: expect.stringContaining('newer-version') },
      ]);
    });
    await runner.stop();
    expect(await other.changesOf(there)).toEqual([]);
  });

  it('stops and says so where its last event is not in the log, until it begins anew', async () => {
    await book.addDriver();
    await live(new Life(IMMORTAL));
    await pool.query('update policy.follower set mark_event_id = $1', [randomUUID()]);
    const driverId = await book.addDriver();
    const charger = await book.addCharger({ kind: 'private', driverId });
    await book.removeDriver(driverId);
    const runner = policyProcess(pool, store);
    runner.start();
    await eventually(async () => {
      const [status] = await runner.status();
      expect(status).toMatchObject({ state: 'stopped', detail: expect.stringMatching('not in') });
    });
    expect(await book.changesOf(charger)).toEqual([]);
    await pool.query('delete from policy.follower');
    await eventually(async () => expect(await book.changesOf(charger)).toHaveLength(1));
    await runner.stop();
  });

  it('works in one of several processes, and goes on in another', async () => {
    const runners = [policyProcess(pool, store), policyProcess(pool, store)];
    runners.forEach((runner) => runner.start());
    const driverId = await book.addDriver();
    const charger = await book.addCharger({ kind: 'private', driverId });
    await book.removeDriver(driverId);
    await eventually(async () => expect(await book.changesOf(charger)).toHaveLength(1));
    const states = await Promise.all(runners.map((runner) => runner.status()));
    expect(
      states
        .flat()
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['active', 'standby']);
    const active = states.findIndex(([status]) => status?.state === 'active');
    await runners[active]?.stop();
    const next = await book.addDriver();
    const later = await book.addCharger({ kind: 'private', driverId: next });
    await book.removeDriver(next);
    await eventually(async () => expect(await book.changesOf(later)).toHaveLength(1));
    await Promise.all(runners.map((runner) => runner.stop()));
  });
});

/** The store, where the site's stream ends with an event that this code cannot read. */
async function blocking(
  store: EventStore,
  site: Book,
  unread: ReturnType<typeof encodeEvent>,
): Promise<EventStore> {
  const stream = `site-${site.siteId}` as StreamName;
  const readStream: EventStore['readStream'] = async function* (name, after) {
    let revision = -1n;
    for await (const page of store.readStream(name, after)) {
      revision = page.at(-1)?.revision ?? revision;
      yield page;
    }
    if (name === stream) {
      yield [{ ...unread, stream, revision: revision + 1n, position: await store.head() }];
    }
  };
  return new Proxy(store, {
    get: (target, member) => {
      if (member === 'readStream') return readStream;
      const value: unknown = Reflect.get(target, member);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
