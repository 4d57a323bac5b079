import { readConfig } from '../api/src/config';
import { copyBookKey } from './copy-log/book-key';
import { interruption, runTool } from './book/command-line';
import { Progress } from './book/progress';
import { copyLog, type CopyReport } from './copy-log/copy-events';
import { type CopyOptions, readOptions } from './copy-log/log-address';
import { type LogEnd, openLogEnd } from './copy-log/log-end';
import { copyPeople } from './copy-log/people';
import { eventsBehind } from './copy-log/read-log';

const USAGE = `usage: npm run copy-log -- --from LOG --to LOG
Copies every event of one log to another, in order, and compares all of it. LOG is the URL of a
server, postgres://… or esdb://…, or "embedded" for the database of DATA_DIR. The target must be
empty, or hold the beginning of the source: stopped, and run again, it goes on. No service may run
on the target; one that runs on the source is beside the copy, until the last run.
Exit code: 0 the target holds all that the source does, 1 it does not, and why.`;

void runTool(USAGE, async () => {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) return USAGE;
  const report = await copyBetween(options, interruption());
  if (report.later === 0) return report.text;
  process.stdout.write(`${report.text}\n`);
  throw new Error(
    `${report.later} events came into the source meanwhile: ` +
      'stop its services and run this again, which copies the rest',
  );
});

interface ToldReport {
  readonly text: string;
  readonly later: number;
}

async function copyBetween({ from, to }: CopyOptions, signal: AbortSignal): Promise<ToldReport> {
  const config = readConfig(process.env);
  const source = await openLogEnd(from, config);
  try {
    const target = await openLogEnd(to, config, source);
    try {
      return await copyOpened({ source, target }, signal);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copyOpened(
  { source, target }: { readonly source: LogEnd; readonly target: LogEnd },
  signal: AbortSignal,
): Promise<ToldReport> {
  assertTwoLogs(source, target);
  const isTargetEmpty = await isEmpty(target, signal);
  const [fromUrl, toUrl] = [source.keyUrl, target.keyUrl];
  const { storeId } = target.store.identity;
  const key = await copyBookKey({ fromUrl, toUrl, isTargetEmpty, storeId });
  const progress = new Progress();
  try {
    const stores = { source: source.store, target: target.store };
    const onProgress = (same: number, copied: number): void =>
      progress.tell(() => {
        const perSecond = Math.round(copied / progress.seconds);
        return `${same} events compared, ${copied} copied now (${perSecond}/s)`;
      });
    const report = await copyLog({ ...stores, signal, onProgress });
    // Behind the log, so that no user is there without his person.
    const people = await copyPeople(fromUrl, toUrl);
    return { text: textOf(report, { key, people }, progress.seconds), later: report.later };
  } finally {
    progress.clear();
  }
}

function assertTwoLogs({ store: { identity: one } }: LogEnd, { store }: LogEnd): void {
  const { storeId, incarnation } = store.identity;
  if (one.storeId !== storeId || one.incarnation !== incarnation) return;
  throw new Error(`both are one log, of store ${storeId}: nothing was changed`);
}

async function isEmpty({ store }: LogEnd, signal: AbortSignal): Promise<boolean> {
  for await (const page of eventsBehind(store, 'start', signal)) if (page.length > 0) return false;
  return true;
}

interface Besides {
  readonly key: string;
  readonly people: string;
}

function textOf(report: CopyReport, { key, people }: Besides, seconds: number): string {
  const { copied, source, target } = report;
  const rate = Math.round(copied / seconds);
  const ends = Object.entries({ source, target }).map(
    ([name, { events, streams, digest }]) =>
      `${name}: ${events} events in ${streams} streams, sha256 ${digest}`,
  );
  const copiedLine =
    `Copied ${copied} events in ${seconds.toFixed(1)} s (${rate}/s); ` +
    `${source.events - copied} were there already`;
  return [copiedLine, ...ends, `key of the book: ${key}`, `people: ${people}`].join('\n');
}
