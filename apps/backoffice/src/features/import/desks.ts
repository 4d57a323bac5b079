import { type DeskParts, ImportDesk } from './import-desk';

interface OpenDesk {
  readonly subject: string;
  readonly desk: ImportDesk;
}

const desks = new Map<string, OpenDesk>();

/** The import of the account in this tab; another person begins anew. */
export function deskOf(parts: DeskParts): ImportDesk {
  const { accountId, subject } = parts;
  const open = desks.get(accountId);
  if (open?.subject === subject) return open.desk;
  if (open !== undefined) close(open.desk);
  const desk = new ImportDesk(parts);
  window.addEventListener('pagehide', desk.keep);
  window.addEventListener('beforeunload', desk.askFirst);
  desks.set(accountId, { subject, desk });
  return desk;
}

function close(desk: ImportDesk): void {
  desk.stop();
  window.removeEventListener('pagehide', desk.keep);
  window.removeEventListener('beforeunload', desk.askFirst);
}
