import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { decodeEvent, ForeignEvent } from '@chargebook/kernel';
import { type RecordedEvent } from '@chargebook/event-store';
import { recordedEvent } from '@chargebook/kernel/testing';

import { type CheckedSchema, fits } from '../../../test/support/json-schema';
import { CONTEXTS } from './contexts';

const ROOT = join(__dirname, '..', '..', '..');
const SCHEMAS = CONTEXTS.flatMap(({ aggregates }) => aggregates).flatMap(
  ({ schemas }) => Object.entries(schemas) as [string, { readonly upcasts: readonly unknown[] }][],
);
/** What stands where something else belongs. */
const STRANGERS = [null, 7, 'seven', true, [], {}, [null], { kind: 'none' }];

interface Golden {
  readonly data?: object;
  readonly examples?: readonly object[];
}

/** What was stored of the type in its present version. */
function examplesOf(type: string, version: number): readonly object[] {
  const name = `${type}.v${version}.json`;
  const paths = readdirSync(join(ROOT, 'libs')).map((library) =>
    join(ROOT, 'libs', library, 'src', 'domain', 'golden', name),
  );
  return paths.filter(existsSync).flatMap((path) => {
    const { data, examples = [] } = JSON.parse(readFileSync(path, 'utf8')) as Golden;
    return data === undefined ? examples : [data];
  });
}

/** The value with one thing in it, at any depth, gone or in place of another. */
function* brokenOnce(value: unknown): Generator {
  yield* STRANGERS;
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[name];
    const { [name]: _, ...others } = value as Record<string, unknown>;
    if (!Array.isArray(value)) yield others;
    for (const broken of brokenOnce(member)) {
      yield Array.isArray(value)
        ? value.map((item: unknown, at) => (String(at) === name ? broken : item))
        : { ...others, [name]: broken };
    }
  }
}

function isTaken(recorded: RecordedEvent, schemas: Parameters<typeof decodeEvent>[1]): boolean {
  try {
    decodeEvent(recorded, schemas);
    return true;
  } catch (error) {
    if (error instanceof ForeignEvent) return false;
    throw error;
  }
}

describe('Data that nobody of this service can have written', () => {
  it.each(SCHEMAS)('is foreign as that of %s, and nothing else is', (type, schema) => {
    const version = schema.upcasts.length + 1;
    const name = `${type}.v${version}.json`;
    const file = readFileSync(join(ROOT, 'docs', 'api', 'events', name), 'utf8');
    const declared = JSON.parse(file) as CheckedSchema;
    const schemas = { [type]: schema } as Parameters<typeof decodeEvent>[1];
    const examples = examplesOf(type, version);
    expect(examples.length).toBeGreaterThan(0);
    let foreignCount = 0;
    for (const data of [...examples, ...examples.flatMap((example) => [...brokenOnce(example)])]) {
      const recorded = recordedEvent(type, data, { schemaVersion: version });
      const isOurs = fits(declared, data);
      expect({ data, isTaken: isTaken(recorded, schemas) }).toEqual({ data, isTaken: isOurs });
      if (!isOurs) foreignCount += 1;
    }
    expect(foreignCount).toBeGreaterThan(STRANGERS.length);
  });
});
