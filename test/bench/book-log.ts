import { randomUUID } from 'node:crypto';

import { type AccountEvent } from '@chargebook/account/contracts';
import { type DriverEvent } from '@chargebook/driver/contracts';
import { type EventStore, type NewEvent, type StreamName } from '@chargebook/event-store';
import { type GroupEvent } from '@chargebook/group/contracts';
import { encodeEvent, type EventMetadata, streamNameOf } from '@chargebook/kernel';
import { type RatePlanEvent } from '@chargebook/rate-plan/contracts';
import { type SiteEvent } from '@chargebook/site/contracts';

/** What is written straight into the log, as the service would have written it. */
export interface LoggedStream {
  readonly category: 'account' | 'driver' | 'group' | 'ratePlan' | 'site';
  readonly id: string;
  readonly accountId: string | null;
  readonly events: readonly (SiteEvent | AccountEvent | DriverEvent | GroupEvent | RatePlanEvent)[];
}

const EVENTS_PER_APPEND = 600;
const APPENDS_IN_FLIGHT = 16;
/** A stream of 50,000 events is about a year old. */
const EVENT_EVERY_MS = 10 * 60 * 1_000;

/** Appends whole streams through the port, many at a time. Gives the number of events. */
export async function fillLog(store: EventStore, streams: Iterable<LoggedStream>): Promise<number> {
  const waiting = streams[Symbol.iterator]();
  let count = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      const written = await appendStream(store, next.value);
      count += written;
    }
  };
  await Promise.all(Array.from({ length: APPENDS_IN_FLIGHT }, work));
  return count;
}

async function appendStream(store: EventStore, stream: LoggedStream): Promise<number> {
  const name = streamNameOf(stream.category, stream.id);
  const events = encodedEvents(stream);
  for (let from = 0; from < events.length; from += EVENTS_PER_APPEND) {
    const expected = from === 0 ? 'no-stream' : BigInt(from - 1);
    await store.append(name as StreamName, expected, events.slice(from, from + EVENTS_PER_APPEND));
  }
  return events.length;
}

function encodedEvents({ id, accountId, events }: LoggedStream): readonly NewEvent[] {
  const firstAtMs = Date.now() - events.length * EVENT_EVERY_MS;
  return events.map((event, index) => {
    const thing = thingOf(event, id);
    const recordedAt = new Date(firstAtMs + index * EVENT_EVERY_MS).toISOString();
    return encodeEvent(randomUUID(), event, metadataOf({ thing, accountId, recordedAt }, event));
  });
}

function metadataOf(
  about: { readonly thing: string; readonly accountId: string | null; readonly recordedAt: string },
  { type }: { readonly type: string },
): EventMetadata {
  const commandId = randomUUID();
  return {
    $correlationId: commandId,
    $causationId: commandId,
    actor: { id: 'bench', role: 'administrator' },
    accountId: about.accountId,
    command: {
      id: commandId,
      fingerprint: 'bRtV9TnPzBf1Yk7b6m2mFQ2vX0x1qkRr4m0cU3l5h0A',
      effect: type.endsWith('Added') ? 'created' : 'changed',
      thing: about.thing,
    },
    schemaVersion: 1,
    recordedAt: about.recordedAt as EventMetadata['recordedAt'],
    touches: [about.thing],
  };
}

function thingOf({ data }: LoggedStream['events'][number], streamId: string): string {
  if ('id' in data) return data.id;
  return 'panelId' in data ? data.panelId : streamId;
}
