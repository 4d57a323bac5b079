import { type BookKey, loadBookKey, openPool, SnapshotTable } from '@chargebook/database';
import { loadSessionKey } from '@chargebook/identity';
import { type EventStore } from '@chargebook/event-store';
import { type ParseEvent, type ProjectionReport, ProjectionRunner } from '@chargebook/projections';
import { type Pool } from 'pg';

import { assertLogOfBook } from './assert-log-of-book';
import { type BookPlaces, openLog } from './book-log';
import { codeVersion } from './code-version';
import { type LogPlace, type ProjectionMode } from './config';
import { CONTEXTS } from './contexts';
import { parserOf } from './parse-event';

const MAX_CONNECTIONS = 10;

export interface Engines {
  /** Which engine keeps the log. */
  readonly engine: LogPlace['engine'];
  readonly store: EventStore;
  readonly bookKey: BookKey;
  /** What sessions of browsers are signed with; the same for all processes of the book. */
  readonly sessionKey: Buffer;
  /** Of the database, for what is kept beside the log. */
  readonly pool: Pool;
  /** For lists: it ends slow statements. */
  readonly readPool: Pool;
  /** Of the folds of long streams. */
  readonly snapshots: SnapshotTable;
  readonly projections: ProjectionRunner;
  /** What the projections read events with: whoever follows the log beside them uses it too. */
  readonly parse: ParseEvent;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly places: BookPlaces;
  readonly projections: ProjectionMode;
  /** Of a query of a list; 0 is without end, for whoever asks none. */
  readonly listTimeoutMs: number;
  /** Told of trouble that the event store got over by itself. */
  readonly onNotice: (text: string, cause: unknown) => void;
  readonly onReport: (report: ProjectionReport) => void;
  /** Ends the wait for a log whose server is absent. */
  readonly signal?: AbortSignal;
}

/** Opens all that the book is made of, and begins to project where this process does. */
export async function openEngines(options: EngineOptions): Promise<Engines> {
  const { places, listTimeoutMs, onNotice, signal } = options;
  const store = await openLog(places, { onNotice, ...(signal && { signal }) });
  const common = { url: places.databaseUrl, maxConnections: MAX_CONNECTIONS };
  const pool = openPool({ ...common, applicationName: 'chargebook', statementTimeoutMs: 0 });
  const lists = { applicationName: 'chargebook lists', statementTimeoutMs: listTimeoutMs };
  const readPool = openPool({ ...common, ...lists });
  const snapshots = new SnapshotTable(places.databaseUrl, codeVersion);
  const parse = parserOf(CONTEXTS.flatMap(({ aggregates }) => aggregates));
  const projections = runnerOf(options, { store, pool, parse });
  const close = async (): Promise<void> => {
    await projections.stop();
    await Promise.all([pool.end(), readPool.end(), snapshots.close()]);
    await store.close();
  };
  try {
    const bookKey = await loadBookKey(pool);
    const sessionKey = await loadSessionKey(pool);
    await assertLogOfBook(pool, store);
    await projections.distrustLost();
    if (options.projections !== 'off') projections.start();
    const keys = { bookKey, sessionKey };
    const { engine } = places.log;
    return { engine, store, ...keys, pool, readPool, snapshots, projections, parse, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Read models for the first time, or anew, are filled by whoever does not answer requests. */
function runnerOf(
  { projections, onReport }: EngineOptions,
  parts: Pick<Engines, 'store' | 'parse' | 'pool'>,
): ProjectionRunner {
  return new ProjectionRunner({
    ...parts,
    groups: CONTEXTS.flatMap(({ groups }) => groups),
    fills: projections === 'only' ? 'here' : 'elsewhere',
    report: onReport,
  });
}
