import {
  type AnyAggregate,
  categoryOf,
  CLAIM_CATEGORY,
  decodeEvent,
  type EventCatalogue,
  type EventSchemas,
  ForeignEvent,
  NewerVersionNeeded,
} from '@chargebook/kernel';
import { type RecordedEvent } from '@chargebook/event-store';
import { type ParseEvent } from '@chargebook/projections';

export function catalogueOf(aggregates: readonly AnyAggregate[]): EventCatalogue {
  return new Map(
    aggregates.map((aggregate) => [aggregate.category, aggregate.schemas as EventSchemas]),
  );
}

/**
 * Events as the read models see them: parsed and brought up by the schemas of their context. The
 * log may hold streams of others too, which are passed over.
 */
export function parserOf(aggregates: readonly AnyAggregate[]): ParseEvent {
  const schemas = catalogueOf(aggregates);
  const parse: ParseEvent = (recorded) => {
    const category = categoryOf(recorded.stream);
    try {
      return { recorded, ...decodeEvent(recorded, schemas.get(category) ?? {}) };
    } catch (error) {
      if (error instanceof NewerVersionNeeded) return { newerThanCode: error.eventType };
      const isOurs = category === CLAIM_CATEGORY || schemas.has(category);
      if (error instanceof ForeignEvent && !isOurs) return undefined;
      throw error;
    }
  };
  return onceEach(parse);
}

/** Groups that follow one log get the same events at the same time: parsed once for all of them. */
function onceEach(parse: ParseEvent): ParseEvent {
  const parsed = new WeakMap<RecordedEvent, ReturnType<ParseEvent>>();
  return (recorded) => {
    if (parsed.has(recorded)) return parsed.get(recorded);
    const fresh = parse(recorded);
    parsed.set(recorded, fresh);
    return fresh;
  };
}
