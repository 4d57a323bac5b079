import { type OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];

/** Names every parameter of every path, also where a handler takes the path whole. */
export function describePaths(document: OpenAPIObject): OpenAPIObject {
  for (const [path, { get, post, patch, delete: remove }] of Object.entries(document.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
    for (const operation of [get, post, patch, remove]) {
      if (operation !== undefined) nameParameters(operation, names);
    }
  }
  return document;
}

function nameParameters(operation: Operation, names: readonly string[]): void {
  const known = operation.parameters ?? [];
  const isNamed = (name: string): boolean => known.some((it) => 'name' in it && it.name === name);
  const missing = names.filter((name) => !isNamed(name)).map(pathParameter);
  operation.parameters = [...missing, ...known];
}

/** Whatever a path names, it names by its identity. */
function pathParameter(name: string): Parameter {
  return { name, in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
}
