import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { load } from 'js-yaml';

import { type CheckedSchema, fits } from '../support/json-schema';
import { ROOT } from './sources';

const SCHEMAS = join(ROOT, 'docs', 'api', 'events');

/** A golden file holds one event, or several examples of its data. */
interface GoldenFile {
  readonly data?: object;
  readonly examples?: readonly object[];
}

const golden = readdirSync(join(ROOT, 'libs')).flatMap((library) => {
  const folder = join(ROOT, 'libs', library, 'src', 'domain', 'golden');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.map((name) => [name, contentOf(join(folder, name))] as const);
});

function contentOf(path: string): GoldenFile {
  return JSON.parse(readFileSync(path, 'utf8')) as GoldenFile;
}

function schemaOf(name: string): CheckedSchema {
  return JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8')) as CheckedSchema;
}

function examplesIn({ data, examples = [] }: GoldenFile): readonly object[] {
  return data === undefined ? examples : [data];
}

describe('The schemas of events', () => {
  it('are one for each type and version that was ever written, and no other', () => {
    expect(readdirSync(SCHEMAS).sort()).toEqual(golden.map(([name]) => name).sort());
    expect(golden.length).toBeGreaterThan(50);
  });

  it.each(golden)('of %s fit what is stored, and neither less nor more', (name, file) => {
    const schema = schemaOf(name);
    const examples = examplesIn(file);
    expect(examples.length).toBeGreaterThan(0);
    for (const data of examples) {
      expect([data, fits(schema, data)]).toEqual([data, true]);
      expect(fits(schema, { ...data, planted: true })).toBe(false);
      const [member = ''] = schema.required ?? [];
      expect(fits(schema, { ...data, [member]: undefined })).toBe(false);
    }
  });

  it('are all in the description of what is sent, each with its message', () => {
    const text = readFileSync(join(ROOT, 'docs', 'api', 'asyncapi.yaml'), 'utf8');
    const { channels, components } = load(text) as {
      channels: { events: { messages: object } };
      components: { messages: object; schemas: Record<string, object> };
    };
    const names = golden.map(([name]) => name.replace(/\.json$/, '')).sort();
    expect(Object.keys(channels.events.messages).sort()).toEqual(names);
    expect(Object.keys(components.messages).sort()).toEqual(names);
    for (const name of names) expect(components.schemas[name]).toEqual(schemaOf(`${name}.json`));
  });
});
