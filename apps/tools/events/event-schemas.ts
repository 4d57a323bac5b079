import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type AnyAggregate } from '@chargebook/kernel';

import { presentDataSchemas } from './event-types';
import { type JsonSchema } from './schema-of-type';

/** Where the schemas are kept, one file for each type and version that was ever written. */
export const SCHEMA_FOLDER = join('docs', 'api', 'events');

export interface EventDataSchema {
  readonly type: string;
  readonly version: number;
  readonly category: string;
  readonly schema: JsonSchema;
}

export function schemaFileOf({ type, version }: EventDataSchema): string {
  return join(SCHEMA_FOLDER, `${type}.v${version}.json`);
}

/**
 * A schema for every type and version. The present one is made from the code; an earlier one stays
 * as it was when it was the present one.
 * @throws Error when the schema of an earlier version is gone, or an event is declared nowhere
 */
export function eventDataSchemas(
  root: string,
  aggregates: readonly AnyAggregate[],
): readonly EventDataSchema[] {
  const present = presentDataSchemas(root);
  return aggregates.flatMap(({ category, schemas }) =>
    Object.entries(schemas).flatMap(([type, { upcasts }]) => {
      const last = upcasts.length + 1;
      const earlier = Array.from({ length: last - 1 }, (_, index) => index + 1);
      const kept = earlier.map((version) => keptSchema(root, { type, version, category }));
      const schema = present.get(type);
      if (schema === undefined) throw new Error(`no declaration says what ${type} holds`);
      return [...kept, { type, version: last, category, schema: named(schema, type, last) }];
    }),
  );
}

function named(schema: JsonSchema, type: string, version: number): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `urn:chargebook:event:${type}:${version}`,
    title: `Data of ${type}, version ${version}`,
    ...schema,
  };
}

function keptSchema(root: string, event: Omit<EventDataSchema, 'schema'>): EventDataSchema {
  const file = schemaFileOf({ ...event, schema: {} });
  const schema = JSON.parse(readFileSync(join(root, file), 'utf8')) as JsonSchema;
  return { ...event, schema };
}
