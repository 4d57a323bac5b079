import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { dump } from 'js-yaml';

import { CONTEXTS } from '../api/src/contexts';
import { asyncApiDocument } from './events/asyncapi-document';
import { shapeFiles } from './events/event-shapes';
import { eventDataSchemas, SCHEMA_FOLDER, schemaFileOf } from './events/event-schemas';

const FILE = join('docs', 'api', 'asyncapi.yaml');

/** Every generated file, with its text as it must be. */
function generatedFiles(root: string): ReadonlyMap<string, string> {
  const aggregates = CONTEXTS.flatMap((context) => context.aggregates);
  const events = eventDataSchemas(root, aggregates);
  const schemas = events.map((event) => {
    return [schemaFileOf(event), `${JSON.stringify(event.schema, null, 2)}\n`] as const;
  });
  const document = dump(asyncApiDocument(events), { lineWidth: 100, noRefs: true });
  return new Map([[FILE, document], ...schemas, ...shapeFiles(events)]);
}

/** Writes the description of the events, or with `--check` says whether the files are as it is. */
function generate(root: string, isCheck: boolean): void {
  const files = generatedFiles(root);
  if (isCheck) return check(root, files);
  mkdirSync(join(root, SCHEMA_FOLDER), { recursive: true });
  for (const [file, text] of files) writeFileSync(join(root, file), text);
}

/** @throws Error that names what is out of date, or is of no event */
function check(root: string, files: ReadonlyMap<string, string>): void {
  const present = readdirSync(join(root, SCHEMA_FOLDER)).map((name) => join(SCHEMA_FOLDER, name));
  const strange = present.filter((file) => !files.has(file));
  const stale = [...files].filter(([file, text]) => textOf(join(root, file)) !== text);
  const wrong = [...strange, ...stale.map(([file]) => file)];
  if (wrong.length === 0) return;
  throw new Error(`${wrong.join(', ')}: out of date, run npm run openapi`);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

try {
  generate(resolve('.'), process.argv.includes('--check'));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
