import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import * as ts from 'typescript';

import { type JsonSchema, TypeSchemas } from './schema-of-type';

/** Every event of the domain by its type, with the schema of its data as it is written today. */
export type DataSchemas = ReadonlyMap<string, JsonSchema>;

/**
 * Reads the declarations of the contexts' events: they are the contract that the code holds itself
 * to, so nothing can be written that is of another shape.
 */
export function presentDataSchemas(root: string): DataSchemas {
  const program = ts.createProgram(eventFilesBelow(root), optionsOf(root));
  const checker = program.getTypeChecker();
  const schemas = new TypeSchemas(checker);
  const found = eventFilesBelow(root)
    .flatMap((file) => eventUnionsOf(program.getSourceFile(file), checker))
    .flatMap((type) => (type.isUnion() ? type.types : [type]))
    .map((event) => schemaOfEvent(event, checker, schemas));
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function eventFilesBelow(root: string): string[] {
  const libraries = readdirSync(join(root, 'libs'));
  return libraries.flatMap((library) => {
    const folder = join(root, 'libs', library, 'src', 'domain');
    const names = ts.sys.directoryExists(folder) ? readdirSync(folder) : [];
    return names.filter((name) => name.endsWith('.events.ts')).map((name) => join(folder, name));
  });
}

function optionsOf(root: string): ts.CompilerOptions {
  const path = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return { ...options, noEmit: true };
}

/** What is exported as `…Event`: a type of one event, or of several. */
function eventUnionsOf(
  source: ts.SourceFile | undefined,
  checker: ts.TypeChecker,
): readonly ts.Type[] {
  const symbol = source && checker.getSymbolAtLocation(source);
  if (symbol === undefined) return [];
  return checker
    .getExportsOfModule(symbol)
    .filter(({ name }) => name.endsWith('Event'))
    .map((event) => checker.getDeclaredTypeOfSymbol(event));
}

function schemaOfEvent(
  event: ts.Type,
  checker: ts.TypeChecker,
  schemas: TypeSchemas,
): readonly [string, JsonSchema] {
  const [type, data] = ['type', 'data'].map((name) => {
    const member = event.getProperty(name);
    return member && checker.getTypeOfSymbol(member);
  });
  if (type === undefined || data === undefined || !type.isStringLiteral()) {
    throw new Error(`${checker.typeToString(event)} is no event: it has no type and data`);
  }
  return [type.value, schemas.schemaOf(data)];
}
