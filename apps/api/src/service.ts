import { once } from 'node:events';
import { type Server } from 'node:http';

import { type IssuedLink, welcomeUrl } from '@chargebook/identity';
import { WelcomeFirstAdministrator } from '@chargebook/user';
import { CommandBus } from '@nestjs/cqrs';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance } from 'fastify';
import { type Logger } from 'pino';

import { createApplication } from './application';
import { dataDirectoryOf, openBookDatabase } from './book-database';
import { type Config } from './config';
import { fillDemo } from './demo/fill-demo';
import { openEngines } from './engines';
import { Filling } from './filling';
import { logReport } from './log-report';

/** The whole ends within 10 s of the signal; what hangs longer is cut off. */
const STOP_WITHIN_MS = 9_500;

/** What is under way may take this long; the rest of the time is the database's. */
const ANSWER_WITHIN_MS = 6_000;

type Close = () => Promise<unknown>;

/**
 * Starts everything, tells where it is, and ends in order at the first SIGTERM or SIGINT; further
 * ones change nothing.
 * @throws Error whose message is one line, with all closed again
 */
export async function runService(
  config: Config,
  logger: Logger,
  { isDemo }: { readonly isDemo: boolean },
): Promise<void> {
  const closes: Close[] = [];
  const stopping = new AbortController();
  const signal = firstSignal().then(() => stopping.abort());
  try {
    const starting = { config, logger, signal: stopping.signal };
    const { application, dataDir, lost } = await startService(starting, closes);
    if (isDemo) {
      const done = await quietly(logger, () => fillDemo(application, dataDir));
      process.stdout.write(`${done}\n`);
    }
    const link = await welcomeFirst(config, application);
    tell(config, await listen(application, config), link);
    const reason = await Promise.race([signal, lost]);
    if (reason !== undefined) throw reason;
  } catch (error) {
    exitWithin(STOP_WITHIN_MS);
    // Whoever ends a start that waits is told of no error.
    const isStopped = stopping.signal.aborted && error === stopping.signal.reason;
    if (!isStopped) {
      await closeAll(closes, logger);
      throw error;
    }
  }
  await closeAll(closes, logger);
  logger.flush(() => process.exit(0));
}

/** Without its stack: nothing of this code is wrong where a server is away. */
function reasonOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.message : undefined;
}

/** A line per request is for those of clients; only who asks for more than that sees the demo's. */
async function quietly<T>(logger: Logger, act: () => Promise<T>): Promise<T> {
  const { level } = logger;
  if (level === 'info') logger.level = 'warn';
  try {
    return await act();
  } finally {
    logger.level = level;
  }
}

interface Started {
  readonly application: NestFastifyApplication;
  readonly dataDir: string;
  readonly lost: Promise<Error>;
}

interface Starting {
  readonly config: Config;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

async function startService(
  { config, logger, signal }: Starting,
  closes: Close[],
): Promise<Started> {
  const { dataDir, notice } = await dataDirectoryOf(config);
  if (notice !== undefined) process.stdout.write(`${notice}\n`);
  const database = await openBookDatabase(config.databaseUrl, dataDir);
  closes.push(() => database.close());
  const places = { databaseUrl: database.url, log: config.log };
  const filling = new Filling(places, logger);
  const engines = await openEngines({
    places,
    projections: config.projections,
    listTimeoutMs: config.listTimeoutMs,
    onNotice: (text, cause) => logger.warn({ reason: reasonOf(cause) }, `the event store: ${text}`),
    onReport: (report) =>
      report.kind === 'fill-needed' ? filling.ensure() : logReport(logger, report),
    signal,
  });
  closes.push(
    () => engines.close(),
    () => filling.stop(),
  );
  const application = await createApplication({ config: { ...config, dataDir }, engines, logger });
  closes.push(() => closeServer(application));
  return { application, dataDir, lost: database.lost };
}

/**
 * Answers what is under way and takes nothing new. A client that never ends its request would keep
 * all open: it is cut off, so that the database is still stopped in order.
 */
async function closeServer(application: NestFastifyApplication): Promise<void> {
  const server: Server = application.getHttpServer();
  const cutOff = setTimeout(() => server.closeAllConnections(), ANSWER_WITHIN_MS);
  await application.close();
  clearTimeout(cutOff);
}

/** What does not close in order must not keep the rest open, the database least of all. */
async function closeAll(closes: readonly Close[], logger: Logger): Promise<void> {
  for (const close of [...closes].reverse()) {
    await close().catch((error: unknown) => logger.error({ err: error }, 'a part did not close'));
  }
}

/** On the server itself: Nest would log what `tell` and the thrown line say. */
async function listen(application: NestFastifyApplication, config: Config): Promise<string> {
  const { host, port } = config;
  const fastify = application.getHttpAdapter().getInstance() as FastifyInstance;
  try {
    return await fastify.listen({ port, host });
  } catch (error) {
    throw new Error(reasonNotToListen(error as NodeJS.ErrnoException, config), { cause: error });
  }
}

function reasonNotToListen({ code, message }: NodeJS.ErrnoException, config: Config): string {
  const place = `PORT ${config.port} on ${config.host}`;
  if (code === 'EADDRINUSE') return `${place} is in use; set PORT to another one`;
  if (code === 'EACCES') return `${place} may not be used by this user`;
  return `${place} cannot be listened on: ${message}`;
}

/** Signals are taken from the first moment on, so that none ends the start in the middle. */
async function firstSignal(): Promise<undefined> {
  const ignore = (): void => undefined;
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, ignore);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  exitWithin(STOP_WITHIN_MS);
}

function exitWithin(timeoutMs: number): void {
  setTimeout(() => process.exit(1), timeoutMs).unref();
}

/** Nobody signs in where nothing is served, and an identity provider knows its people itself. */
async function welcomeFirst(
  { projections, provider }: Config,
  application: NestFastifyApplication,
): Promise<IssuedLink | undefined> {
  if (projections === 'only' || provider !== undefined) return undefined;
  return application.get(CommandBus).execute(new WelcomeFirstAdministrator());
}

function tell(config: Config, address: string, link: IssuedLink | undefined): void {
  const lines = [
    `Chargebook is at ${address} (its interface: ${address}/docs)`,
    ...(link === undefined ? [] : [welcomeLine(config.publicUrl?.origin ?? address, link)]),
    tokenLine(config),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function welcomeLine(origin: string, link: IssuedLink): string {
  const until = `good once, until ${link.expiresAt}`;
  return `Set the password of the first administrator: ${welcomeUrl(origin, link)} (${until})`;
}

function tokenLine({ auth }: Config): string {
  return auth === undefined
    ? 'Sign in with a token: npm run --silent token -- --role administrator'
    : `Sign in with a token whose keys are at ${auth.jwksUrl.href}`;
}
