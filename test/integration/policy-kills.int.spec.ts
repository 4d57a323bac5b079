import { randomUUID } from 'node:crypto';

import {
  type EventStore,
  openEventStoreDb,
  openPostgresEventStore,
  type StreamName,
} from '@chargebook/event-store';
import { startEventStoreDbDouble } from '@chargebook/event-store/testing';
import { Claims, CommandRunner, encodeEvent, FactsReader, StreamFolds } from '@chargebook/kernel';
import { type PolicyReport, PolicyRunner } from '@chargebook/policies';
import { type Scope } from '@chargebook/site/contracts';
import { Pool } from 'pg';

import { CONTEXTS } from '../../apps/api/src/contexts';
import { parserOf } from '../../apps/api/src/parse-event';
import { Book } from '../support/bond-book';
import { eventually } from '../support/eventually';
import { Life, mortalPool, mortalStore } from '../support/mortal-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

jest.setTimeout(240_000);

const AGGREGATES = CONTEXTS.flatMap(({ aggregates }) => aggregates);
const IMMORTAL = Number.POSITIVE_INFINITY;
/** A life of fewer steps would not be one that reads, remembers, looks, writes and forgets. */
const FEWEST_STEPS = 12;

/** The policies of the book in a process of their own. */
function policyProcess(
  pool: Pool,
  store: EventStore,
  report?: (report: PolicyReport) => void,
): PolicyRunner {
  const clock = Date.now;
  const folds = new StreamFolds(store, AGGREGATES);
  const claims = new Claims({ store, folds, clock });
  const runner = new CommandRunner({ folds, claims, clock });
  const tools = { runner, reader: new FactsReader(store) };
  const policies = CONTEXTS.flatMap((context) => (context.policies ?? []).map((of) => of(tools)));
  const parse = parserOf(AGGREGATES);
  return new PolicyRunner({ pool, store, parse, policies, ...(report && { report }) });
}

interface Engine {
  readonly name: string;
  /** How much is done there: the double is slow, and what is tested is the same for both. */
  readonly diesEvery: number;
  readonly chargerCount: number;
  readonly open: (databaseUrl: string) => Promise<{ store: EventStore; stop: () => Promise<void> }>;
}

const ENGINES: readonly Engine[] = [
  {
    name: 'PostgreSQL',
    diesEvery: 1,
    chargerCount: 500,
    open: async (connectionString) => {
      const store = await openPostgresEventStore({ connectionString });
      return { store, stop: () => store.close() };
    },
  },
  {
    name: 'the double of an EventStoreDB',
    diesEvery: 5,
    chargerCount: 60,
    open: async () => {
      const double = await startEventStoreDbDouble();
      const store = await openEventStoreDb({ connectionString: double.connectionString });
      return { store, stop: () => store.close().then(() => double.stop()) };
    },
  },
];

describe.each(ENGINES)('A policy on $name', ({ open, diesEvery, chargerCount }) => {
  let database: TestDatabase;
  let pool: Pool;
  let store: EventStore;
  let stop: () => Promise<void>;
  let book: Book;

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = new Pool({ connectionString: database.url, max: 20 });
    pool.on('error', () => undefined);
    ({ store, stop } = await open(database.url));
    book = await Book.open(store);
  });

  afterEach(async () => {
    await pool.end();
    await stop();
    await database.drop();
  });

  /** Lets the process work until it is dead, or has nothing left to do. */
  async function live(life: Life, withinMs = 20_000): Promise<void> {
    const runner = policyProcess(mortalPool(pool, life), mortalStore(store, life));
    runner.start();
    const watcher = policyProcess(pool, store);
    await eventually(async () => {
      if (life.isOver) return;
      const [status] = await watcher.status();
      const isDone = status?.lagMs === 0 && status.pendingCount === 0;
      if (!isDone || (status.position ?? '') < (await store.head())) throw new Error('not done');
    }, withinMs);
    await runner.stop();
    await watcher.stop();
  }

  it(`killed before every step finishes later, and never twice, one of ${diesEvery}`, async () => {
    let steps = 0;
    for (let diesAt = 1; ; diesAt += diesEvery) {
      const [driverId, groupId] = [await book.addDriver(), await book.addGroup()];
      const own = await book.addCharger({ kind: 'private', driverId });
      const shared = await book.addCharger({ kind: 'groups', groupIds: [groupId] });
      const removal = await book.removeDriver(driverId);
      const deletion = await book.deleteGroup(groupId);
      const life = new Life(diesAt);
      await live(life);
      steps = life.steps.length;
      if (!life.isOver) break;
      await live(new Life(IMMORTAL));
      expect([await book.changesOf(own), await book.changesOf(shared)]).toEqual([
        [{ after: { kind: 'closed' }, cause: removal, reason: 'The driver was removed.' }],
        [{ after: { kind: 'closed' }, cause: deletion, reason: 'The group was deleted.' }],
      ]);
    }
    expect(steps).toBeGreaterThan(FEWEST_STEPS);
  });

  it(`closes ${chargerCount} chargers of one driver once each, killed in the midst`, async () => {
    const driverId = await book.addDriver();
    const scope: Scope = { kind: 'private', driverId };
    const chargers = await book.addChargers(chargerCount, scope);
    const removal = await book.removeDriver(driverId);
    for (const diesAt of [40, 70, 300]) await live(new Life(diesAt));
    await live(new Life(IMMORTAL), 60_000);
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
    await live(new Life(IMMORTAL), 60_000);
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
    const deletion = await book.deleteGroup(groupId);
    await book.deleteGroup(groupId);
    await live(new Life(IMMORTAL));
    await book.deleteGroup(groupId);
    await live(new Life(IMMORTAL));
    const how = { cause: deletion, reason: 'The group was deleted.' };
    expect(await book.changesOf(both)).toEqual([
      { after: { kind: 'groups', groupIds: [stays] }, ...how },
    ]);
    expect(await book.changesOf(one)).toEqual([{ after: { kind: 'closed' }, ...how }]);
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
