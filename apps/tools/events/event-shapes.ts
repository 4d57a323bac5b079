import { join } from 'node:path';

import { type EventDataSchema } from './event-schemas';
import { type JsonSchema } from './schema-of-type';

/**
 * The shapes of each context's events in their present versions, one file a context: by them its
 * code knows data that it cannot have written.
 */
export function shapeFiles(events: readonly EventDataSchema[]): ReadonlyMap<string, string> {
  const files = new Map<string, Map<string, JsonSchema>>();
  for (const { type, category, schema } of events) {
    const file = join('libs', libraryOf(category), 'src', 'domain', 'event-shapes.json');
    const shapes = files.get(file) ?? new Map<string, JsonSchema>();
    // Versions come in their order: the last one stays.
    files.set(file, shapes.set(type, schema));
  }
  return new Map([...files].map(([file, shapes]) => [file, textOf(shapes)]));
}

function libraryOf(category: string): string {
  return category.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A line for each event. */
function textOf(shapes: ReadonlyMap<string, JsonSchema>): string {
  const lines = [...shapes].map(([type, schema]) => {
    return `  ${JSON.stringify(type)}: ${JSON.stringify(schema, withoutNotes)}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** A member of an event may have such a name: then it has a schema, which is an object. */
function withoutNotes(name: string, value: unknown): unknown {
  const isNote = ['$schema', '$id', 'title', 'additionalProperties'].includes(name);
  return isNote && typeof value !== 'object' ? undefined : value;
}
