import { takeSessionLock } from '@chargebook/database';
import { openEventStoreDb, openPostgresEventStore } from '@chargebook/event-store';
import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { readConfig } from '../../apps/api/src/config';
import { type LogAddress } from '../../apps/tools/copy-log/log-address';
import { type LogEnd, openLogEnd } from '../../apps/tools/copy-log/log-end';
import { createTestDatabase } from '../support/test-database';

const AT_WORK = 'a service, a backup or another copy is at work on the target';

/** The database of the environment: that of the services, whichever engine keeps their log. */
let own: string;
/** Another one with a log. */
let other: string;
let eventStoreDb: LogAddress;
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  closing = [];
  [own, other] = [await postgresLog(), await postgresLog()];
  const double = await startEventStoreDbDouble();
  closing.push(() => double.stop());
  eventStoreDb = { engine: 'eventstoredb', url: double.connectionString };
  await (await openEventStoreDb({ connectionString: double.connectionString })).close();
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

async function postgresLog(): Promise<string> {
  const database = await createTestDatabase();
  closing.push(() => database.drop());
  const store = await openPostgresEventStore({ connectionString: database.url });
  await store.close();
  return database.url;
}

const postgres = (url: string): LogAddress => ({ engine: 'postgres', url });

/** Both ends of a copy, opened as the command opens them. */
async function open(from: LogAddress, to: LogAddress): Promise<readonly [LogEnd, LogEnd]> {
  const config = readConfig({ DATABASE_URL: own });
  const source = await openLogEnd(from, config);
  closing.push(() => source.close());
  const target = await openLogEnd(to, config, source);
  closing.push(() => target.close());
  return [source, target];
}

/** As every service holds it, on any engine. */
async function serviceAt(url: string): Promise<{ readonly stop: () => Promise<void> }> {
  const lock = await takeSessionLock(url, { name: 'book', mode: 'shared' });
  if (lock === undefined) throw new Error('no service could start there');
  const stop = (): Promise<void> => lock.release();
  closing.push(stop);
  return { stop };
}

/** A lock that nobody holds can be had alone. */
async function isHeld(url: string): Promise<boolean> {
  const lock = await takeSessionLock(url, { name: 'book', mode: 'alone' });
  await lock?.release();
  return lock === undefined;
}

describe('A copy from PostgreSQL to EventStoreDB', () => {
  it('goes beside the services, when the lists stay where they are', async () => {
    await serviceAt(own);
    const [source, target] = await open(postgres(own), eventStoreDb);
    expect([source.keyUrl, target.keyUrl]).toEqual([own, own]);
  });

  it('keeps a restore from the source', async () => {
    await open(postgres(own), eventStoreDb);
    expect(await isHeld(own)).toBe(true);
  });

  it('is refused beside services of the target, when the lists move too', async () => {
    const service = await serviceAt(own);
    await expect(open(postgres(other), eventStoreDb)).rejects.toThrow(AT_WORK);
    await service.stop();
    expect(await isHeld(own)).toBe(false);
  });

  it('keeps services from the target, when the lists move too', async () => {
    await open(postgres(other), eventStoreDb);
    await expect(serviceAt(own)).rejects.toThrow('no service could start there');
  });
});

describe('A copy from EventStoreDB to PostgreSQL', () => {
  it('goes beside the services of the source into another database', async () => {
    await serviceAt(own);
    const [source, target] = await open(eventStoreDb, postgres(other));
    expect([source.keyUrl, target.keyUrl]).toEqual([own, other]);
    await expect(serviceAt(other)).rejects.toThrow('no service could start there');
  });

  it('into the database beside it has that alone, and is refused beside services', async () => {
    const [source, target] = await open(eventStoreDb, postgres(own));
    expect([source.keyUrl, target.keyUrl]).toEqual([own, own]);
    await target.close();
    await serviceAt(own);
    await expect(open(eventStoreDb, postgres(own))).rejects.toThrow(AT_WORK);
  });
});

describe('A copy from an EventStoreDB without a book', () => {
  it('is refused, and the server is left as it is', async () => {
    const double = await startEventStoreDbDouble();
    closing.push(() => double.stop());
    const unnamed: LogAddress = { engine: 'eventstoredb', url: double.connectionString };
    for (let count = 0; count < 2; count += 1) {
      await expect(open(unnamed, postgres(other))).rejects.toThrow('there is no book');
    }
  });
});

describe('A copy between two servers of EventStoreDB', () => {
  it('goes beside the services of the source, with the lists staying where they are', async () => {
    await serviceAt(own);
    const [source, target] = await open(eventStoreDb, eventStoreDb);
    expect([source.keyUrl, target.keyUrl]).toEqual([own, own]);
  });
});

describe('A copy between two databases', () => {
  it('is refused while a restore is at work on the source', async () => {
    const restore = await takeSessionLock(own, { name: 'book', mode: 'alone' });
    closing.push(async () => restore?.release());
    await expect(open(postgres(own), postgres(other))).rejects.toThrow(
      'a restore is at work on the source',
    );
  });

  it('lets go of both when it is over', async () => {
    const [source, target] = await open(postgres(own), postgres(other));
    await target.close();
    await source.close();
    expect([await isHeld(own), await isHeld(other)]).toEqual([false, false]);
  });
});
