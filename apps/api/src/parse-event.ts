import {
  type AnyAggregate,
  categoryOf,
  decodeEvent,
  type EventSchemas,
  NewerVersionNeeded,
} from '@chargebook/kernel';
import { type RecordedEvent } from '@chargebook/event-store';
import { type ParseEvent } from '@chargebook/projections';

/** Events as the read models see them: parsed and brought up by the schemas of their context. */
export function parserOf(aggregates: readonly AnyAggregate[]): ParseEvent {
  const schemas = new Map<string, EventSchemas>(
    aggregates.map((aggregate) => [aggregate.category, aggregate.schemas as EventSchemas]),
  );
  const parse: ParseEvent = (recorded) => {
    try {
      const known = schemas.get(categoryOf(recorded.stream)) ?? {};
      return { recorded, ...decodeEvent(recorded, known) };
    } catch (error) {
      if (error instanceof NewerVersionNeeded) return { newerThanCode: error.eventType };
      throw error;
    }
  };
  return onceEach(parse);
}

/** Groups that follow one log get the same events at the same time: parsed once for all of them. */
function onceEach(parse: ParseEvent): ParseEvent {
  const parsed = new WeakMap<RecordedEvent, ReturnType<ParseEvent>>();
  return (recorded) => {
    const known = parsed.get(recorded);
    if (known !== undefined) return known;
    const fresh = parse(recorded);
    parsed.set(recorded, fresh);
    return fresh;
  };
}
