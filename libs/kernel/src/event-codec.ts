import { type NewEvent, type RecordedEvent } from '@chargebook/event-store';

import { type EventSchema, type Upcast } from './aggregate';
import { type DomainEvent } from './decider';
import { type EventMetadata } from './envelope';

/** The kernel's own events have one version each, on whatever stream they stand. */
export const KERNEL_EVENT_TYPES = ['Claimed', 'Released', 'ClaimAbandoned'] as const;

export type EventSchemas = Readonly<Record<string, EventSchema>>;

/** Every category of streams of the book, with the events that it holds. */
export type EventCatalogue = ReadonlyMap<string, EventSchemas>;

/** An event of a type or version that this code does not know: a newer process wrote it. */
export class NewerVersionNeeded extends Error {
  constructor(readonly eventType: string) {
    super(`an event ${eventType} was written by a newer version of this service`);
    this.name = 'NewerVersionNeeded';
  }
}

/** An event that nobody of this service can have written: no JSON, or not what ours hold. */
export class ForeignEvent extends Error {
  readonly eventId: string;

  constructor(recorded: RecordedEvent, why: string, options?: ErrorOptions) {
    const place = `${recorded.stream}@${recorded.revision}`;
    super(`event ${recorded.id} at ${place} is not ours: ${why}`, options);
    this.name = 'ForeignEvent';
    this.eventId = recorded.id;
  }
}

export interface DecodedEvent {
  readonly type: string;
  readonly data: object;
  readonly metadata: EventMetadata;
}

export function encodeEvent(id: string, event: DomainEvent, metadata: EventMetadata): NewEvent {
  return {
    id,
    type: event.type,
    data: JSON.stringify(event.data),
    metadata: JSON.stringify(metadata),
  };
}

/**
 * The event with its data brought up to the present schema version.
 * @throws NewerVersionNeeded, ForeignEvent
 */
export function decodeEvent(recorded: RecordedEvent, schemas: EventSchemas): DecodedEvent {
  const metadata = parseMetadata(recorded);
  const data = parseObject(recorded, recorded.data);
  const upcasts = upcastsOf(recorded.type, schemas);
  if (upcasts === undefined || metadata.schemaVersion > upcasts.length + 1) {
    throw new NewerVersionNeeded(`${recorded.type} v${metadata.schemaVersion}`);
  }
  let present = data;
  for (let step = metadata.schemaVersion - 1; step < upcasts.length; step += 1) {
    present = upcasts[step]?.(present) ?? present;
  }
  return { type: recorded.type, data: present, metadata };
}

function upcastsOf(type: string, schemas: EventSchemas): readonly Upcast[] | undefined {
  if ((KERNEL_EVENT_TYPES as readonly string[]).includes(type)) return [];
  return Object.hasOwn(schemas, type) ? schemas[type]?.upcasts : undefined;
}

function parseMetadata(recorded: RecordedEvent): EventMetadata {
  const metadata = parseObject(recorded, recorded.metadata) as Partial<EventMetadata>;
  const { schemaVersion, recordedAt, touches, command, actor } = metadata;
  const isOurs =
    isVersion(schemaVersion) &&
    Array.isArray(touches) &&
    [recordedAt, command?.id, actor?.id].every((text) => typeof text === 'string');
  if (!isOurs) throw new ForeignEvent(recorded, 'its metadata is not of our form');
  return metadata as EventMetadata;
}

function isVersion(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1;
}

function parseObject(recorded: RecordedEvent, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ForeignEvent(recorded, 'it holds no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ForeignEvent(recorded, 'it holds no JSON object');
  }
  return value as Record<string, unknown>;
}
