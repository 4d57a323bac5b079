import { IMPORT_TEXTS } from '../../lib/texts/import';
import { tellUnderWay } from '../../lib/under-way';
import { type DeskParts, type DeskState, ImportDesk } from './import-desk';

const TEXTS = IMPORT_TEXTS.underWay;

interface OpenDesk {
  readonly subject: string;
  readonly close: () => void;
  readonly desk: ImportDesk;
}

const desks = new Map<string, OpenDesk>();

export function importPath(accountId: string): string {
  return `/accounts/${accountId}/import`;
}

/** The import of the account in this tab; another person begins anew. */
export function deskOf(parts: DeskParts): ImportDesk {
  const { accountId, subject } = parts;
  const open = desks.get(accountId);
  if (open?.subject === subject) return open.desk;
  open?.close();
  const desk = new ImportDesk(parts);
  desks.set(accountId, { subject, desk, close: lookAfter(desk, importPath(accountId)) });
  return desk;
}

/** Keeps it when the page goes, and says elsewhere how far it is. */
function lookAfter(desk: ImportDesk, path: string): () => void {
  const tell = (): void => tellUnderWay(path, underWayText(desk.snapshot()));
  const stopTelling = desk.subscribe(tell);
  // Not while a page is being drawn.
  queueMicrotask(tell);
  window.addEventListener('pagehide', desk.keep);
  window.addEventListener('beforeunload', desk.askFirst);
  return () => {
    desk.stop();
    stopTelling();
    tellUnderWay(path, undefined);
    window.removeEventListener('pagehide', desk.keep);
    window.removeEventListener('beforeunload', desk.askFirst);
  };
}

/** Nothing of what waits for somebody to begin it. */
function underWayText({ phase, progress: { done, total } }: DeskState): string | undefined {
  if (phase === 'checking') return TEXTS.checking(done, total);
  if (phase === 'paused') return TEXTS.paused;
  return phase === 'running' || phase === 'pausing' ? TEXTS.running(done, total) : undefined;
}
