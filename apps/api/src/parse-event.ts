import {
  type AnyAggregate,
  categoryOf,
  decodeEvent,
  type EventSchemas,
  NewerVersionNeeded,
} from '@chargebook/kernel';
import { type ParseEvent } from '@chargebook/projections';

/** Events as the read models see them: parsed and brought up by the schemas of their context. */
export function parserOf(aggregates: readonly AnyAggregate[]): ParseEvent {
  const schemas = new Map<string, EventSchemas>(
    aggregates.map((aggregate) => [aggregate.category, aggregate.schemas as EventSchemas]),
  );
  return (recorded) => {
    try {
      const known = schemas.get(categoryOf(recorded.stream)) ?? {};
      return { recorded, ...decodeEvent(recorded, known) };
    } catch (error) {
      if (error instanceof NewerVersionNeeded) return { newerThanCode: error.eventType };
      throw error;
    }
  };
}
