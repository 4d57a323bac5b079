import { StoreUnavailable } from '../errors';
import { backOff, unlessAborted } from '../interruptions';
import { type LogPlace } from '../position-token';
import { type LogPage } from './log-reader';

export interface LogSource {
  /** The place to begin behind. */
  start(): Promise<LogPlace>;
  page(after: LogPlace): Promise<LogPage>;
  /** Resolves once a further read may find something, or `signal` aborts. */
  beyond(position: bigint, signal: AbortSignal): Promise<void>;
  onInterruption(error: StoreUnavailable): void;
}

/**
 * The log page by page, then live, until `signal` aborts. The reader pulls: one page is read ahead
 * and no more. An empty page comes only to say that the end was reached.
 */
export async function* followLog(source: LogSource, signal: AbortSignal): AsyncGenerator<LogPage> {
  let said: LogPage | undefined;
  for await (const page of pagesAcrossInterruptions(source, signal)) {
    if (said === undefined || said.isFull || page.reach.position !== said.reach.position) {
      yield page;
    }
    said = page;
  }
}

async function* pagesAcrossInterruptions(
  source: LogSource,
  signal: AbortSignal,
): AsyncGenerator<LogPage> {
  let cursor: LogPlace | undefined;
  let failures = 0;
  while (!signal.aborted) {
    try {
      cursor ??= await source.start();
      for await (const page of pagesBehind(source, cursor, signal)) {
        failures = 0;
        cursor = page.reach;
        yield page;
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (!signal.aborted) source.onInterruption(error);
      await backOff(failures, signal);
      failures += 1;
    }
  }
}

async function* pagesBehind(
  source: LogSource,
  after: LogPlace,
  signal: AbortSignal,
): AsyncGenerator<LogPage> {
  let next = source.page(after);
  for (;;) {
    const page = await unlessAborted(next, signal);
    if (page === undefined) return;
    if (page.isFull) next = readAhead(source, page.reach);
    yield page;
    if (page.isFull) continue;
    await source.beyond(page.reach.position, signal);
    if (signal.aborted) return;
    next = source.page(page.reach);
  }
}

/** The page may fail before anybody awaits it, or when nobody does any more. */
function readAhead(source: LogSource, after: LogPlace): Promise<LogPage> {
  const page = source.page(after);
  page.catch(() => undefined);
  return page;
}
