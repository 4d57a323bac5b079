import { type RecordedEvent } from '@chargebook/event-store';
import { KERNEL_EVENT_TYPES } from '@chargebook/kernel';

import { granted } from './garage';
import { type Person, type TestService } from './test-service';

/** What of an event says that it is told, and where. */
export interface ToldEvent {
  readonly id: string;
  readonly position: string;
  readonly type: string;
  readonly accountId: string | null;
}

const UNTOLD_TYPES: readonly string[] = KERNEL_EVENT_TYPES;

/** What the feed has to tell a service of all accounts, read from the log itself. */
export async function foretold({ store }: Pick<TestService, 'store'>): Promise<ToldEvent[]> {
  const told: ToldEvent[] = [];
  const reading = new AbortController();
  for await (const { events, caughtUp } of store.follow('start', reading.signal)) {
    told.push(...events.filter(isTold).map(toldOf));
    if (caughtUp) break;
  }
  return told;
}

function isTold({ stream, type }: RecordedEvent): boolean {
  return !UNTOLD_TYPES.includes(type) && !stream.startsWith('user-');
}

function toldOf({ id, position, type, metadata }: RecordedEvent): ToldEvent {
  const { accountId } = JSON.parse(metadata) as { readonly accountId: string | null };
  return { id, position, type, accountId };
}

/** The whole feed behind a place, page by page up to its end. */
export async function pagesOf(
  person: Person,
  { limit, after }: { readonly limit: number; readonly after?: string },
): Promise<ToldEvent[]> {
  const told: ToldEvent[] = [];
  let position = after;
  for (;;) {
    const query = `limit=${limit}${position === undefined ? '' : `&after=${position}`}`;
    const { body } = await granted(person('GET', `/v1/events?${query}`));
    for (const { id, position: place, type, accountid = null } of body.items) {
      told.push({ id, position: place, type, accountId: accountid });
    }
    if (!body.hasMore) return told;
    position = body.position;
  }
}
