import { type NewEvent, type RecordedEvent } from '@chargebook/event-store';

import { type EventSchema } from './aggregate';
import { fitsOf } from './data-shape';
import { type DomainEvent } from './decider';
import { type EventMetadata } from './envelope';
import { isMetadata } from './metadata-shape';

/** The kernel's own events have one version each, on whatever stream they stand. */
export const KERNEL_EVENT_TYPES = ['Claimed', 'Released', 'ClaimAbandoned'] as const;

export type EventSchemas = Readonly<Record<string, EventSchema>>;

const KERNEL_SCHEMAS: Readonly<Record<(typeof KERNEL_EVENT_TYPES)[number], EventSchema>> = {
  Claimed: schemaOfTexts('holder', 'thing', 'command'),
  Released: schemaOfTexts('claimId'),
  ClaimAbandoned: schemaOfTexts('claimId'),
};

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
  const schema = schemaOf(recorded.type, schemas);
  if (schema === undefined || metadata.schemaVersion > schema.upcasts.length + 1) {
    throw new NewerVersionNeeded(`${recorded.type} v${metadata.schemaVersion}`);
  }
  const ways = schema.upcasts.slice(metadata.schemaVersion - 1);
  return takenFrom(recorded, () => {
    const present = ways.reduce((older, upcast) => upcast(older), data);
    if (schema.fits?.(present) === false) throw new Error('its data is not of our form');
    return { type: recorded.type, data: present, metadata };
  });
}

/**
 * What is made of the event. Our rules let no event through that our own code cannot take: where
 * that fails, the event is not ours. @throws ForeignEvent
 */
export function takenFrom<Result>(recorded: RecordedEvent, take: () => Result): Result {
  try {
    return take();
  } catch (cause) {
    if (cause instanceof ForeignEvent) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ForeignEvent(recorded, reason, { cause });
  }
}

function schemaOfTexts(...names: readonly string[]): EventSchema {
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'string' }]));
  return { upcasts: [], fits: fitsOf({ type: 'object', properties, required: names }) };
}

function schemaOf(type: string, schemas: EventSchemas): EventSchema | undefined {
  if (isKernels(type)) return KERNEL_SCHEMAS[type];
  return Object.hasOwn(schemas, type) ? schemas[type] : undefined;
}

function isKernels(type: string): type is (typeof KERNEL_EVENT_TYPES)[number] {
  return (KERNEL_EVENT_TYPES as readonly string[]).includes(type);
}

function parseMetadata(recorded: RecordedEvent): EventMetadata {
  const metadata = parseObject(recorded, recorded.metadata);
  if (!isMetadata(metadata)) throw new ForeignEvent(recorded, 'its metadata is not of our form');
  return metadata;
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
