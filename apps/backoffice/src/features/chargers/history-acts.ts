import { type HistoryEntry } from '../../lib/history';

/** What one command did to the charger: the events that one saved form came to. */
export interface HistoryAct {
  readonly kind: 'added' | 'changed' | 'retired';
  readonly at: string;
  readonly actor: string;
  readonly role: HistoryEntry['role'];
  readonly reason: string | null;
  /** What set it going: a request, or an event. */
  readonly causationId: string;
  /** Of its last event. */
  readonly position: string;
  readonly changes: HistoryEntry['changes'];
}

interface Gathered extends HistoryAct {
  readonly commandId: string;
}

const KINDS: Readonly<Record<string, HistoryAct['kind']>> = {
  ChargerAdded: 'added',
  ChargerRetired: 'retired',
};

/** Entries, newest first, as acts, newest first. */
export function historyActsOf(entries: readonly HistoryEntry[]): readonly HistoryAct[] {
  const acts: Gathered[] = [];
  for (const entry of entries) {
    const { type, etag: _, correlationId: _origin, ...told } = entry;
    const kind = KINDS[type] ?? 'changed';
    const later = acts.at(-1);
    if (later?.commandId !== entry.commandId) acts.push({ ...told, kind });
    else acts[acts.length - 1] = joined({ ...told, kind }, later);
  }
  return acts;
}

/** Two events of one command: what a field had before the first, and has after the second. */
function joined(earlier: Gathered, later: Gathered): Gathered {
  const changes = new Map(earlier.changes.map((change) => [change.field, change]));
  for (const { field, before, after } of later.changes) {
    const first = changes.get(field);
    changes.set(field, { field, before: first === undefined ? before : first.before, after });
  }
  const kind = earlier.kind === 'changed' ? later.kind : earlier.kind;
  return { ...later, kind, changes: [...changes.values()] };
}
