import {
  type EventStore,
  openEventStoreDb,
  openPostgresEventStore,
  type RecordedEvent,
} from '@chargebook/event-store';

/** A charger as the plainest reading of the log has it. */
export interface LoggedCharger {
  readonly id: string;
  readonly chargerId: string;
  readonly qaAlias: string | null;
  readonly limitAmps: number;
  readonly parking: string | null;
  readonly panelId: string;
  readonly status: 'active' | 'retired';
}

/** All events of the log at this address, of either engine, in log order. */
export async function logOf(url: string): Promise<readonly RecordedEvent[]> {
  const open = url.startsWith('esdb') ? openEventStoreDb : openPostgresEventStore;
  const store = await open({ connectionString: url });
  try {
    return await eventsOf(store);
  } finally {
    await store.close();
  }
}

async function eventsOf(store: EventStore): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  const reading = new AbortController();
  for await (const batch of store.follow('start', reading.signal)) {
    events.push(...batch.events);
    if (batch.caughtUp) reading.abort();
  }
  return events;
}

/**
 * The chargers by id, folded without a line of the code that is tested; knows the events that
 * writers of a campaign cause.
 */
export function chargersOf(events: readonly RecordedEvent[]): ReadonlyMap<string, LoggedCharger> {
  const chargers = new Map<string, LoggedCharger>();
  for (const event of events) {
    const change = changeOf(event);
    if (change === undefined) continue;
    const { id } = JSON.parse(event.data) as { readonly id: string };
    chargers.set(id, { ...chargers.get(id), ...change } as LoggedCharger);
  }
  return chargers;
}

/** Members of an event's data that a charger has by the same name. */
const CHANGED: Readonly<Record<string, readonly (keyof LoggedCharger)[]>> = {
  ChargerAdded: ['id', 'chargerId', 'qaAlias', 'limitAmps', 'parking', 'panelId'],
  ChargerIdChanged: ['chargerId'],
  ChargerLimitChanged: ['limitAmps'],
  QaAliasChanged: ['qaAlias'],
  ParkingChanged: ['parking'],
  ChargerRetired: [],
};

function changeOf({ type, data }: RecordedEvent): Partial<LoggedCharger> | undefined {
  const members = CHANGED[type];
  if (members === undefined) return undefined;
  const said = JSON.parse(data) as LoggedCharger;
  const change = Object.fromEntries(members.map((member) => [member, said[member]]));
  if (type === 'ChargerAdded') return { ...change, status: 'active' };
  return type === 'ChargerRetired' ? { status: 'retired' } : change;
}

/** The members that both a list and the log show. */
export function loggedMembersOf(charger: LoggedCharger): LoggedCharger {
  const { id, chargerId, qaAlias, limitAmps, parking, panelId, status } = charger;
  return { id, chargerId, qaAlias, limitAmps, parking, panelId, status };
}
