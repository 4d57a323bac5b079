import { keptImportPlace } from '../../lib/kept-imports';
import { QUERIES } from '../../lib/query-client';
import { invalidateAfterWrite } from '../../lib/query-names';
import { IMPORT_TEXTS } from '../../lib/texts/import';
import { tellUnderWay } from '../../lib/under-way';
import { type DeskState, ImportDesk } from './import-desk';
import { IMPORT_SERVICE } from './import-service';
import { keptImport } from './kept-import';
import { parseRecords } from './parse-records';
import { countByKind } from './verdict';

const TEXTS = IMPORT_TEXTS.underWay;

interface OpenDesk {
  readonly desk: ImportDesk;
  /** What it came to was looked at. */
  readonly see: () => void;
}

/** By where they outlive a reload: of each person and account one. */
const desks = new Map<string, OpenDesk>();

/** Somebody's import for the account in this tab, until he goes out. */
export function deskOf(accountId: string, subject: string): ImportDesk {
  const place = keptImportPlace(subject, accountId);
  const open = desks.get(place) ?? openDesk(accountId, subject);
  desks.set(place, open);
  return open.desk;
}

/** To be called when its page is left. */
export function leaveDesk(accountId: string, subject: string): void {
  desks.get(keptImportPlace(subject, accountId))?.see();
}

/** Takes up an import that a reload interrupted, so that its page need not be open for it. */
export function takeUpImport(accountId: string, subject: string): void {
  const kept = keptImport(keptImportPlace(subject, accountId));
  if (kept?.phase === 'paused') deskOf(accountId, subject);
}

/** Keeps it when the page goes, and says elsewhere how far it is. */
function openDesk(accountId: string, subject: string): OpenDesk {
  const keptAt = keptImportPlace(subject, accountId);
  const desk = new ImportDesk({
    accountId,
    keptAt,
    service: IMPORT_SERVICE,
    parse: parseRecords,
    onWritten: () => invalidateAfterWrite(QUERIES),
  });
  let isSeen = false;
  const tell = (): void => {
    if (desks.get(keptAt)?.desk !== desk) return;
    if (desk.isBusy) isSeen = false;
    const text = isSeen ? undefined : underWayText(desk.snapshot());
    tellUnderWay({ subject, path: `/accounts/${accountId}/import`, text, stop });
  };
  const stopTelling = desk.subscribe(tell);
  const stop = (): void => {
    desks.delete(keptAt);
    stopTelling();
    desk.close();
    window.removeEventListener('pagehide', desk.keep);
    window.removeEventListener('beforeunload', desk.askFirst);
  };
  window.addEventListener('pagehide', desk.keep);
  window.addEventListener('beforeunload', desk.askFirst);
  // Not while a page is being drawn, and not before it is known as the one of the account.
  queueMicrotask(tell);
  const see = (): void => {
    isSeen = desk.snapshot().phase === 'done';
    tell();
  };
  return { desk, see };
}

/** Nothing of what waits for somebody to begin it. */
function underWayText({ phase, progress, verdicts, error }: DeskState): string | undefined {
  const { done, total } = progress;
  if (phase === 'checking') return TEXTS.checking(done, total);
  if (phase === 'running' || phase === 'pausing') return TEXTS.running(done, total);
  if (phase === 'paused') return error === undefined ? TEXTS.paused : TEXTS.stopped;
  return phase === 'done' ? TEXTS.done(countByKind(verdicts).refused) : undefined;
}
