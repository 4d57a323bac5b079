import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { ensureServer, preparePlace } from '@chargebook/database';
import { signLocalToken } from '@chargebook/http';
import { type Actor } from '@chargebook/kernel';

import { buildOnce } from './build-once';
import { eventually } from './eventually';
import { PATIENT_LIST_TIMEOUT_MS } from './patient-lists';
import { createTestDatabase } from './test-database';
import { serverProgram, startEventStoreDb, type TestEventStoreDb } from './test-eventstoredb';
import { type Answer, type Person, type SentRequest } from './test-service';
import { TOKEN_SECONDS } from './token-seconds';

const ROOT = resolve(__dirname, '..', '..');
/** A first start fills its read models, on a machine that tests other things as well. */
const START_WITHIN_MS = 100_000;
const END_WITHIN_MS = 20_000;
/** Of the server that a place has where nothing else is said. */
const LOG_NODES = Number(process.env['EVENTSTORE_TEST_NODES'] ?? 1);

/** Where a book and its keys are; services come and go there. */
export interface Place {
  readonly dataDir: string;
  /** Undefined: the embedded database, in the data directory. */
  readonly databaseUrl: string | undefined;
  /** That keeps the log; undefined: the database does. */
  readonly eventStoreDb: TestEventStoreDb | undefined;
  /** Address of the log, whichever engine keeps it; the place's database must be up. */
  logUrl(): Promise<string>;
  /** A token of the place's key, before, while and after a service runs there. */
  token(roles: Actor['roles'], subject?: string): Promise<string>;
  remove(): Promise<void>;
}

/** The compiled service, as a process of its own. */
export interface Service {
  readonly url: string;
  readonly pid: number;
  /** Somebody with a fresh subject and these roles per account; `*` stands for all of them. */
  person(roles: Actor['roles'], subject?: string): Promise<Person>;
  /** All that it printed so far. */
  output(): string;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: nothing is finished. */
  kill(): Promise<void>;
}

export interface PlaceOptions {
  /** One of the test server, unless said. */
  readonly database?: 'test-server' | 'embedded';
  /** Nodes of an EventStoreDB that keeps the log; unless said, where there is a program, 1. */
  readonly logNodes?: number | undefined;
}

/** A place with a fresh book; its log is in EventStoreDB where `EVENTSTORE_TEST_SERVER` is set. */
export async function createPlace(options: PlaceOptions = {}): Promise<Place> {
  const { logNodes = serverProgram() && LOG_NODES } = options;
  const dataDir = await mkdtemp(join(tmpdir(), 'chargebook-e2e-'));
  await chmod(dataDir, 0o711);
  const database = options.database === 'embedded' ? undefined : await createTestDatabase();
  const logFolder = join(dataDir, 'eventstoredb');
  const eventStoreDb = logNodes ? await startEventStoreDb(logFolder, logNodes) : undefined;
  return {
    dataDir,
    databaseUrl: database?.url,
    eventStoreDb,
    logUrl: async () => eventStoreDb?.url ?? database?.url ?? embeddedUrl(dataDir),
    token: async (roles, subject = `tester-${randomUUID()}`) =>
      signLocalToken(dataDir, { actor: { id: subject, roles }, ttlSeconds: TOKEN_SECONDS }),
    remove: async () => {
      await eventStoreDb?.remove();
      await database?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function embeddedUrl(dataDir: string): Promise<string> {
  return (await ensureServer(await preparePlace({ dataDir, isDurable: true }))).url;
}

/** Starts the service and waits until it is ready. @throws with all that it said, if it ends. */
export async function startService(
  place: Place,
  environment: Readonly<Record<string, string>> = {},
  options: readonly string[] = [],
): Promise<Service> {
  await buildOnce();
  const running = run(place, environment, options);
  const endedEarly = running.ended.then(() =>
    Promise.reject(new Error(`the service ended:\n${running.output()}`)),
  );
  const url = await Promise.race([readyAddress(running), endedEarly]);
  return { url, ...running.handle, person: (...who) => personAt(url, place, who) };
}

async function readyAddress({ address, output }: ReturnType<typeof run>): Promise<string> {
  return eventually(async () => {
    const url = address();
    const answer = await fetch(`${url}/health/ready`);
    if (answer.status !== 200) throw new Error(`not ready: ${await answer.text()}\n${output()}`);
    return url;
  }, START_WITHIN_MS);
}

async function personAt(
  url: string,
  place: Place,
  [roles, subject]: Parameters<Place['token']>,
): Promise<Person> {
  const token = await place.token(roles, subject);
  return (method, path, sent = {}) => send({ method, url: `${url}${path}`, token }, sent);
}

function run(
  place: Place,
  environment: Readonly<Record<string, string>>,
  options: readonly string[],
) {
  const command = ['apps/tools/launch.js', 'apps/api/src/main.ts', ...options];
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: { ...environmentOf(place), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => texts.push(text));
  }
  const ended = once(child, 'exit');
  const output = (): string => texts.join('');
  const address = (): string => {
    const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(output()) ?? [];
    if (found === undefined) throw new Error(`no address yet:\n${output()}`);
    return found;
  };
  return { output, address, ended, handle: { ...handleOf(child, ended), output } };
}

function handleOf(child: ChildProcess, ended: Promise<unknown[]>) {
  return {
    pid: child.pid ?? 0,
    stop: async (): Promise<number | null> => {
      child.kill('SIGTERM');
      await within(END_WITHIN_MS, ended);
      return child.exitCode;
    },
    kill: async (): Promise<void> => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  const late = AbortSignal.timeout(limitMs);
  await Promise.race([
    work,
    once(late, 'abort').then(() => Promise.reject(new Error(`not ended in ${limitMs} ms`))),
  ]);
}

/** For a process of the place; nothing of the developer's own settings reaches it. */
export function environmentOf(place: Place): NodeJS.ProcessEnv {
  const { dataDir, databaseUrl, eventStoreDb } = place;
  const { PATH, HOME, TMPDIR } = process.env;
  const own = { PATH, HOME, ...(TMPDIR && { TMPDIR }) };
  const lists = { LIST_TIMEOUT_MS: String(PATIENT_LIST_TIMEOUT_MS) };
  const common = { PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...lists };
  const log = eventStoreDb && { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: eventStoreDb.url };
  return { ...own, ...common, ...log, ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
}

async function send(
  { method, url, token }: { readonly method: string; readonly url: string; readonly token: string },
  sent: SentRequest,
): Promise<Answer> {
  const body = sent.body && { body: JSON.stringify(sent.body) };
  const answer = await fetch(url, { method, headers: headersOf(sent, token), ...body });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: text === '' ? undefined : JSON.parse(text),
    etag: answer.headers.get('etag') ?? '',
    position: answer.headers.get('chargebook-position') ?? '',
  };
}

function headersOf(
  { body, ifMatch, key, atLeast }: SentRequest,
  token: string,
): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    ...(body && { 'content-type': 'application/json' }),
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(atLeast !== undefined && { 'chargebook-at-least': atLeast, prefer: 'wait=10' }),
  };
}
