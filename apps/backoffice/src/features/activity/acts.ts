import { type Activity } from '../../lib/activity';
import { ACTIVITY_TEXTS as TEXTS } from '../../lib/texts/activity';
import { LAST_EVENTS } from '../../lib/texts/events';

/** What one command did to one thing: the events that one saved form came to. */
export interface Act {
  readonly commandId: string;
  readonly at: string;
  readonly actor: string;
  readonly reason: string | null;
  readonly thing: Activity['thing'];
  readonly siteId: string | null;
  /** In the order in which they were recorded. */
  readonly types: readonly string[];
  /** The newest of its events. */
  readonly position: string;
  /** The end of the thing is told, here or by a later act. */
  readonly isGone: boolean;
}

export interface Day {
  readonly key: string;
  readonly acts: readonly Act[];
}

/** Events, newest first, as acts, newest first. */
export function actsOf(items: readonly Activity[]): readonly Act[] {
  const ends = items.filter(({ type }) => LAST_EVENTS.includes(type));
  const gone = new Set(ends.map(({ thing }) => thing.id));
  const acts: Act[] = [];
  for (const item of items) {
    const { commandId, thing, type, position, at, actor, reason, siteId } = item;
    const before = acts.at(-1);
    if (before?.commandId === commandId && before.thing.id === thing.id) {
      acts[acts.length - 1] = { ...before, types: [type, ...before.types] };
    } else {
      const isGone = gone.has(thing.id);
      acts.push({ commandId, at, actor, reason, thing, siteId, types: [type], position, isGone });
    }
  }
  return acts;
}

/** By the reader's own days. */
export function byDay(acts: readonly Act[], dayOf: (at: string) => string): readonly Day[] {
  const days: { key: string; acts: Act[] }[] = [];
  for (const act of acts) {
    const key = dayOf(act.at);
    const last = days.at(-1);
    if (last?.key === key) last.acts.push(act);
    else days.push({ key, acts: [act] });
  }
  return days;
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' });
const DAY_MS = 86_400_000;

/** `Today`, `Yesterday`, else the date. */
export function dayName(at: string, nowMs = Date.now()): string {
  const day = DAY.format(new Date(at));
  if (day === DAY.format(nowMs)) return TEXTS.today;
  if (day === DAY.format(nowMs - DAY_MS)) return TEXTS.yesterday;
  // Engines differ in whether a comma stands behind the weekday.
  return day.replace(',', '');
}

/** Where the thing can be looked at; undefined where it is no more. */
export function pathOfThing(act: Act, accountId: string): string | undefined {
  const { thing, siteId, isGone } = act;
  if (isGone) return undefined;
  const paths: Readonly<Record<string, string>> = {
    charger: `chargers/${siteId ?? ''}/${thing.id}`,
    panel: `energy/${siteId ?? ''}`,
    site: `energy/${thing.id}`,
    driver: `drivers/${thing.id}`,
    group: `groups/${thing.id}`,
    ratePlan: `rates/${thing.id}`,
    account: 'chargers',
  };
  // A tab that is older than the service meets kinds that it does not know.
  const path = Object.hasOwn(paths, thing.kind) ? paths[thing.kind] : undefined;
  return path === undefined ? undefined : `/accounts/${accountId}/${path}`;
}
