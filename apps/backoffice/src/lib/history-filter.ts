import { HISTORY_TEXTS } from './texts/history';

/** Members of the address that say what of a history is told; the list below has others. */
export const HISTORY_FILTERS = ['field', 'actor', 'from', 'to'] as const;

/** What of a history is told: only what fits all that is said. */
export interface HistoryFilter {
  readonly field?: readonly string[];
  readonly actor?: string;
  /** Instants: recorded then or later, and before then. */
  readonly from?: string;
  readonly to?: string;
}

/** The fields of a charger that one may ask for. */
export const HISTORY_FIELDS: readonly string[] = Object.keys(HISTORY_TEXTS.fields);

const LONGEST_ACTOR = 255;

/** What the address asks for; what it has that nobody could choose is passed over. */
export function historyFilterOf(search: URLSearchParams): HistoryFilter {
  const field = HISTORY_FIELDS.filter((name) => search.getAll('field').includes(name));
  const actor = search.get('actor')?.trim().slice(0, LONGEST_ACTOR) ?? '';
  const from = instantOf(search.get('from'));
  const to = instantOf(search.get('to'));
  return {
    ...(field.length > 0 && { field }),
    ...(actor !== '' && { actor }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function instantOf(text: string | null): string | undefined {
  const timeMs = Date.parse(text ?? '');
  return Number.isNaN(timeMs) ? undefined : new Date(timeMs).toISOString();
}

/** The address with another filter in it; whatever else it says stays. */
export function withHistoryFilter(search: URLSearchParams, filter: HistoryFilter): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of HISTORY_FILTERS) {
    next.delete(name);
    for (const value of [filter[name] ?? []].flat()) next.append(name, value);
  }
  return next;
}

type FilterChanges = { readonly [Name in keyof HistoryFilter]?: HistoryFilter[Name] | undefined };

/** Undefined lets go of a filter, and nothing chosen does so, too. */
export function changedFilter(filter: HistoryFilter, changes: FilterChanges): HistoryFilter {
  const members = Object.entries({ ...filter, ...changes });
  return Object.fromEntries(members.filter(([, value]) => value !== undefined && value.length > 0));
}

/** The end lies before the beginning: nothing could fit. */
export function isBackwards({ from, to }: HistoryFilter): boolean {
  return from !== undefined && to !== undefined && from > to;
}
