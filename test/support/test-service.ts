import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { type OutgoingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type EventStore, type RecordedEvent } from '@chargebook/event-store';
import { LOGGED_SECRETS, signLocalToken } from '@chargebook/http';
import { type Role } from '@chargebook/kernel';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import pino from 'pino';

import { createApplication } from '../../apps/api/src/application';
import { type LogPlace, readConfig } from '../../apps/api/src/config';
import { openEngines } from '../../apps/api/src/engines';
import { Browser, type Exchange } from './browser';
import { PATIENT_LIST_TIMEOUT_MS } from './patient-lists';
import { createTestDatabase } from './test-database';
import { TOKEN_SECONDS } from './token-seconds';

export interface SentRequest {
  readonly body?: object;
  readonly ifMatch?: string;
  readonly key?: string;
  /** The position that the answer must show at least. */
  readonly atLeast?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  // oxlint-disable-next-line typescript/no-explicit-any -- what was answered is what is tested
  readonly body: any;
  /** The thing's version, as `If-Match` takes it. */
  readonly etag: string;
  readonly position: string;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Somebody with a token. */
export type Person = (method: Method, url: string, sent?: SentRequest) => Promise<Answer>;

export interface TestService {
  /** A person with these roles per account; `*` stands for all of them. */
  person(roles: Readonly<Record<string, readonly Role[]>>): Promise<Person>;
  /** A bearer token of somebody with these roles. */
  token(
    roles: Readonly<Record<string, readonly Role[]>>,
    options?: { readonly subject?: string; readonly ttlSeconds?: number },
  ): Promise<string>;
  /** Somebody with a browser, signed in as nobody yet. */
  browser(): Browser;
  /** Runs SQL in the book's database, as only time or an outage would change it. */
  query(sql: string, values?: readonly unknown[]): Promise<readonly object[]>;
  /** Where the key of its bearer tokens is. */
  readonly dataDir: string;
  /** The service itself, for what no request reaches. */
  readonly application: NestFastifyApplication;
  /** Every line that the service has logged, where it was started with LOG_LEVEL=trace. */
  logged(): readonly string[];
  /** Listens, for what needs a connection; gives the address. */
  listen(): Promise<string>;
  /** Of the service, for what is written beside it. */
  readonly store: EventStore;
  /** Where the log ends: who writes anything at all moves it. */
  head(): Promise<string>;
  /** Every event of the book so far, as text. */
  log(): Promise<readonly LoggedEvent[]>;
  stop(): Promise<void>;
}

const CUT_EVERY_MS = 100;

export type LoggedEvent = Pick<RecordedEvent, 'stream' | 'type' | 'data' | 'metadata'>;

/** The whole service on a fresh database, without a port; its log is there too unless said. */
export async function startTestService(
  log: LogPlace = { engine: 'postgres' },
  environment: Readonly<Record<string, string>> = {},
): Promise<TestService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'service-'));
  const database = await createTestDatabase();
  const engines = await openEngines({
    places: { databaseUrl: database.url, log },
    projections: 'only',
    listTimeoutMs: PATIENT_LIST_TIMEOUT_MS,
    onNotice: () => undefined,
    onReport: () => undefined,
  });
  const config = readConfig({ DATA_DIR: dataDir, ...environment });
  const lines: string[] = [];
  const level = config.logLevel === 'trace' ? 'trace' : 'silent';
  const logger = pino({ level, redact: LOGGED_SECRETS }, { write: (line) => lines.push(line) });
  const application = await createApplication({
    // One process does all: it fills its read models itself, and answers.
    config: { ...config, projections: 'on' },
    engines,
    logger,
  });
  await engines.projections.untilFilled();

  const tokenOf: TestService['token'] = (
    roles,
    { subject = `tester-${randomUUID()}`, ttlSeconds = TOKEN_SECONDS } = {},
  ) => signLocalToken(dataDir, { actor: { id: subject, roles }, ttlSeconds });
  return {
    person: async (roles) => personOf(application, await tokenOf(roles)),
    token: tokenOf,
    browser: () => new Browser(exchangeIn(application), 'http://localhost'),
    query: async (sql, values = []) => (await engines.pool.query(sql, [...values])).rows,
    dataDir,
    application,
    logged: () => lines,
    listen: async () => {
      await application.listen(0, '127.0.0.1');
      return application.getUrl();
    },
    store: engines.store,
    head: () => engines.store.head(),
    log: () => eventsOf(engines.store),
    stop: async () => {
      await closeAtOnce(application);
      await engines.close();
      await database.drop();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Clients keep connections for their next requests, and make new ones: nobody waits for them. */
async function closeAtOnce(application: NestFastifyApplication): Promise<void> {
  const server = application.getHttpServer() as Server;
  const cutting = setInterval(() => server.closeAllConnections(), CUT_EVERY_MS);
  await application.close();
  clearInterval(cutting);
}

function exchangeIn(application: NestFastifyApplication): Exchange {
  return async ({ method, url, headers, payload }) => {
    const sent = payload !== undefined && { payload };
    const answer = await application.inject({ method, url, headers, ...sent });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      cookies: [answer.headers['set-cookie'] ?? []].flat(),
      text: answer.body,
    };
  };
}

function personOf(application: NestFastifyApplication, token: string): Person {
  return async (method, url, sent = {}) => {
    const headers = headersOf(sent, token);
    const payload = sent.body && { payload: JSON.stringify(sent.body) };
    const answer = await application.inject({ method, url, headers, ...payload });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body === '' ? undefined : JSON.parse(answer.body),
      etag: String(answer.headers['etag']),
      position: String(answer.headers['chargebook-position']),
    };
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

async function eventsOf(store: EventStore): Promise<readonly LoggedEvent[]> {
  const events: LoggedEvent[] = [];
  const reading = new AbortController();
  for await (const batch of store.follow('start', reading.signal)) {
    for (const { stream, type, data, metadata } of batch.events) {
      events.push({ stream, type, data, metadata });
    }
    if (batch.caughtUp) reading.abort();
  }
  return events;
}
