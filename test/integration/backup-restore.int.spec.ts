import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { loadBookKey, openPool, takeSessionLock } from '@chargebook/database';
import {
  type EventStore,
  type NewEvent,
  openPostgresEventStore,
  type RecordedEvent,
  type StreamName,
} from '@chargebook/event-store';
import { loadSessionKey } from '@chargebook/identity';
import { createPolicyTables } from '@chargebook/policies';

import { backUpBook } from '../../apps/tools/book/backup-book';
import { restoreBook } from '../../apps/tools/book/restore-book';
import { onDatabase } from '../support/on-database';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const ROOT = resolve(__dirname, '..', '..');
const STREAM = 'site-1' as StreamName;

/** Texts that a copy could spoil: order, spaces, numbers, escapes, line ends that are none. */
const HARD_TEXTS = [
  '{"b":1, "a" : 1.50,"a":2e3}',
  '{"text":"tab \\t, newline \\n, nul \\u0000, back\\\\slash, \\\\N, \\\\."}',
  '{"text":"Zürich ⚡ 充电 \u2028 \u0085 𝄞"}',
];

let folder: string;
let file: string;
let databases: TestDatabase[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chargebook backup '));
  await chmod(folder, 0o755);
  file = join(folder, 'the book.backup');
  databases = [];
});

afterEach(async () => {
  for (const database of databases) await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function freshDatabase(): Promise<string> {
  const database = await createTestDatabase();
  databases.push(database);
  return database.url;
}

async function withStore<Result>(url: string, work: (store: EventStore) => Promise<Result>) {
  const store = await openPostgresEventStore({ connectionString: url });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function bookKeyOf(url: string): Promise<string> {
  const options = { applicationName: 'spec', maxConnections: 1, statementTimeoutMs: 0 };
  const pool = openPool({ url, ...options });
  const key = await loadBookKey(pool);
  await pool.end();
  return key.toString('hex');
}

function eventOf(data: string): NewEvent {
  return { id: randomUUID(), type: 'Noted', data, metadata: data };
}

async function readAll(store: EventStore): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of store.readStream(STREAM, 'start')) events.push(...page);
  return events;
}

const backUp = (url: string) => onDatabase(url, (client) => backUpBook(client, file));
const restore = (url: string, mayReplace = false) =>
  onDatabase(url, (client) => restoreBook(client, { path: file, mayReplace }));

/** A book with the hard texts in it. */
async function filledBook(): Promise<string> {
  const url = await freshDatabase();
  await bookKeyOf(url);
  await withStore(url, (store) => store.append(STREAM, 'no-stream', HARD_TEXTS.map(eventOf)));
  return url;
}

interface ToolEnd {
  readonly code: unknown;
  readonly output: string;
}

async function runTool(
  tool: 'backup' | 'restore',
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ToolEnd> {
  const runTypescript = join(ROOT, 'test', 'support', 'run-typescript.js');
  const script = join(ROOT, 'apps', 'tools', `${tool}.ts`);
  const child = spawn(process.execPath, ['-r', runTypescript, script, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], INIT_CWD: folder, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, output };
}

describe('A backup', () => {
  it('brings back every character of the log, and the key, in another database', async () => {
    const source = await filledBook();
    await backUp(source);
    const target = await freshDatabase();
    await restore(target);
    const original = await withStore(source, readAll);
    const restored = await withStore(target, readAll);
    expect(restored.map(({ data }) => data)).toEqual(HARD_TEXTS);
    expect(restored).toEqual(original);
    expect(await bookKeyOf(target)).toBe(await bookKeyOf(source));
  });

  it('is of one moment, though others write', async () => {
    const url = await filledBook();
    await withStore(url, async (store) => {
      let revision = 2n;
      let isDone = false;
      const writing = (async () => {
        while (!isDone) ({ revision } = await store.append(STREAM, revision, [eventOf('{}')]));
      })();
      await backUp(url);
      isDone = true;
      await writing;
    });
    const target = await freshDatabase();
    const { events } = await restore(target);
    const restored = await withStore(target, readAll);
    expect(restored).toHaveLength(events);
    expect(restored.map(({ revision }) => revision)).toEqual(restored.map((_, at) => BigInt(at)));
  });

  it('is readable by its owner alone, and leaves nothing beside it', async () => {
    await backUp(await filledBook());
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['the book.backup']);
  });

  it('of a database without a book says so and makes no file', async () => {
    await expect(backUp(await freshDatabase())).rejects.toThrow('there is no book');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('The people of a book', () => {
  const SAM = '5b0e7a52-0c1d-4f1e-9f7a-2c9d8b6a4e31';

  /** With one who has a password, a session and a link. */
  async function peopledBook(): Promise<string> {
    const url = await filledBook();
    const options = { applicationName: 'spec', maxConnections: 1, statementTimeoutMs: 0 };
    const pool = openPool({ url, ...options });
    await loadSessionKey(pool);
    await pool.query(
      `insert into identity.person (user_id, email, email_key, name, password, details_version)
      values ($1, 'Sam@field.example', 'sam@field.example', 'Zoë Field', '$scrypt$x', 1)`,
      [SAM],
    );
    await pool.query(
      `insert into identity.session values (gen_random_uuid(), $1, 'x', null, now(), now(), now())`,
      [SAM],
    );
    await pool.query(
      `insert into identity.link values (gen_random_uuid(), $1, 'x', 'invitation', now())`,
      [SAM],
    );
    await pool.end();
    return url;
  }

  const peopleOf = (url: string) =>
    onDatabase(url, async (client) => {
      const tables = ['person', 'session', 'link', 'session_key', 'sign_in_delay'];
      const found: (readonly object[])[] = [];
      for (const table of tables) {
        found.push((await client.query<object>(`select * from identity.${table}`)).rows);
      }
      const [person, ...others] = found;
      return { person, others: others.map((rows) => rows.length) };
    });

  it('come back with their passwords, and without what may have been ended since', async () => {
    const url = await peopledBook();
    const before = await peopleOf(url);
    expect(before).toMatchObject({ person: [{ name: 'Zoë Field' }], others: [1, 1, 1, 0] });
    await backUp(url);
    const elsewhere = await freshDatabase();
    await restore(elsewhere);
    expect(await peopleOf(elsewhere)).toEqual({ ...before, others: [0, 0, 0, 0] });
    await restore(url, true);
    expect(await peopleOf(url)).toEqual({ ...before, others: [0, 0, 0, 0] });
  });

  it('are none in a backup of before there were any', async () => {
    await backUp(await filledBook());
    const url = await peopledBook();
    await restore(url, true);
    expect(await peopleOf(url)).toEqual({ person: [], others: [0, 0, 0, 0] });
  });
});

describe('What policies remember', () => {
  const TABLES = ['follower', 'thing', 'dependent', 'reaction'] as const;

  const remember = (url: string, driver: string) =>
    onDatabase(url, async (client) => {
      await createPolicyTables(client);
      const position = `${driver}-7`;
      await client.query(
        `insert into policy.follower values ('guard', 'store', $1, $1, 'event-7')
          on conflict (name) do update set position = excluded.position`,
        [position],
      );
      await client.query(`insert into policy.thing values ('guard', $1, null, false)`, [driver]);
      await client.query(`insert into policy.dependent values ('guard', $1, 'site', 'acme', $2)`, [
        `charger of ${driver}`,
        [driver, 'a "quoted", one'],
      ]);
      await client.query(
        `insert into policy.reaction
          values ('guard', $1, $2, 'e', 'c', 'd', 's', 'acme', $1, 3, '2026-03-01T08:30Z', 'so')`,
        [driver, position],
      );
    });

  const remembered = (url: string) =>
    onDatabase(url, async (client) => {
      const found: object[] = [];
      for (const table of TABLES) {
        found.push((await client.query<object>(`select * from policy.${table}`)).rows);
      }
      return found;
    });

  it('comes back as it was at that moment, and what was read since does not', async () => {
    const url = await filledBook();
    await remember(url, 'driver:1');
    const before = await remembered(url);
    expect(before).toMatchObject([[{ position: 'driver:1-7' }], [{}], [{}], [{ tries: 3 }]]);
    await backUp(url);
    await remember(url, 'driver:2');
    const elsewhere = await freshDatabase();
    await restore(elsewhere);
    await restore(url, true);
    expect(await remembered(elsewhere)).toEqual(before);
    expect(await remembered(url)).toEqual(before);
  });

  it('is nothing in a backup of before there were any: they read the log again', async () => {
    await backUp(await filledBook());
    const url = await filledBook();
    await remember(url, 'driver:1');
    await restore(url, true);
    expect(await remembered(url)).toEqual([[], [], [], []]);
  });
});

describe('A restored book', () => {
  it('refuses tokens of the lost future, keeps those before it, and takes new events', async () => {
    const url = await filledBook();
    const { kept } = await withStore(url, async (store) => ({ kept: await store.head() }));
    await backUp(url);
    const lost = await withStore(url, async (store) => {
      await store.append(STREAM, 2n, [eventOf('{"lost":true}')]);
      return store.head();
    });
    await restore(url, true);
    await withStore(url, async (store) => {
      expect(store.identity.incarnation).toBe(2);
      expect(await store.judge(kept)).toBe('good');
      expect(await store.judge(lost)).toBe('lost-future');
      await store.append(STREAM, 2n, [eventOf('{"new":true}')]);
      expect((await readAll(store)).map(({ data }) => data)).toEqual([
        ...HARD_TEXTS,
        '{"new":true}',
      ]);
    });
  });

  it('never uses an incarnation twice, however often one backup is restored', async () => {
    const url = await filledBook();
    await backUp(url);
    await restore(url, true);
    const lost = await withStore(url, async (store) => {
      await store.append(STREAM, 2n, [eventOf('{}')]);
      return store.head();
    });
    expect((await restore(url, true)).incarnation).toBe(3);
    await withStore(url, async (store) => expect(await store.judge(lost)).toBe('lost-future'));
  });
});

describe('A restore changes nothing', () => {
  async function untouchedAfter(spoil: () => Promise<void>, reason: string | RegExp) {
    const url = await filledBook();
    await backUp(url);
    await spoil();
    await withStore(url, (store) => store.append(STREAM, 2n, [eventOf('{"later":1}')]));
    await expect(restore(url, true)).rejects.toThrow(reason);
    await withStore(url, async (store) => {
      expect(await readAll(store)).toHaveLength(HARD_TEXTS.length + 1);
      expect(store.identity.incarnation).toBe(1);
    });
  }

  it('when the file was cut off', () =>
    untouchedAfter(async () => {
      const { size } = await stat(file);
      await truncate(file, size - 100);
    }, /^the backup .* cannot be used: its end is missing$/));

  it('when one character was altered', () =>
    untouchedAfter(async () => {
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('1.50', '1.51'));
    }, 'it was altered'));

  it('when the file is something else, or not there', async () => {
    await untouchedAfter(() => writeFile(file, 'x'.repeat(1_000)), 'cannot be used');
    await untouchedAfter(() => rm(file), 'there is no such file');
  });

  it('when a book with events is in the way and nobody said that it may go', async () => {
    const url = await filledBook();
    await backUp(url);
    await expect(restore(url)).rejects.toThrow('holds a book with 3 events');
    expect((await withStore(url, readAll)).map(({ data }) => data)).toEqual(HARD_TEXTS);
  });
});

describe('The commands', () => {
  it('tell in one line what they did, also to a relative file', async () => {
    const url = await filledBook();
    const backup = await runTool('backup', ['my.backup'], { DATABASE_URL: url });
    expect(backup).toEqual({ code: 0, output: expect.stringMatching(/^Backed up 3 events .*\n$/) });
    const target = { DATABASE_URL: await freshDatabase() };
    const restored = await runTool('restore', ['my.backup'], target);
    expect(restored.output).toMatch(/^Restored 3 events of store .*, incarnation 2\n$/);
    expect(restored.code).toBe(0);
  });

  it('go different ways when a service is at work: backup does, restore refuses', async () => {
    const url = await filledBook();
    const service = await takeSessionLock(url, { name: 'book', mode: 'shared' });
    expect((await runTool('backup', [file], { DATABASE_URL: url })).code).toBe(0);
    const refused = await runTool('restore', [file, '--replace'], { DATABASE_URL: url });
    expect(refused).toEqual({
      code: 1,
      output: expect.stringMatching(/^a service or a backup .*\n$/),
    });
    await service?.release();
    expect((await runTool('restore', [file, '--replace'], { DATABASE_URL: url })).code).toBe(0);
  });

  it('start the embedded database when no service runs, and stop it again', async () => {
    const url = await filledBook();
    await backUp(url);
    const dataDir = join(folder, 'data');
    const restored = await runTool('restore', [file], { DATA_DIR: dataDir });
    expect(restored.output).toMatch(/^Restored 3 events/);
    await rm(file);
    const backup = await runTool('backup', [file], { DATA_DIR: dataDir });
    expect(backup.output).toMatch(/^Backed up 3 events/);
    await expect(stat(join(dataDir, 'postgres', 'postmaster.pid'))).rejects.toThrow('ENOENT');
  });

  it('fail with one line when the database or the file cannot be used', async () => {
    const nowhere = { DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' };
    const unreachable = await runTool('backup', [file], nowhere);
    expect(unreachable.code).toBe(1);
    expect(unreachable.output).toMatch(
      /^the database nobody@127.0.0.1:1\/none cannot be used.*\n$/,
    );
    const unwritable = join(folder, 'no', 'such', 'folder');
    const failed = await runTool('backup', [unwritable], { DATABASE_URL: await filledBook() });
    expect(failed).toEqual({ code: 1, output: expect.stringMatching(/^ENOENT.*\n$/) });
  });
});
