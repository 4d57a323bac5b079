import { twinOf, type Write } from './foretold';

/** So much of a description of the interface as tells its routes. */
export interface Described {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly security?: object }>>>
  >;
}

const WRITING = ['post', 'put', 'patch', 'delete'];

/** The writes of the interface, as `PATCH /v1/accounts/{accountId}`; twins are none. */
export function writesOf({ paths }: Described): readonly string[] {
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({ method, path })),
  );
  return routes
    .filter(({ method, path }) => WRITING.includes(method) && path.startsWith('/v1/'))
    .filter(({ path }) => !path.endsWith('/preview'))
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
}

/** Writes of which nobody can ask beforehand what they would do. */
export function writesWithoutTwin(document: Described): readonly string[] {
  return writesOf(document).filter((write) => {
    const [method, url = ''] = write.split(' ');
    const twin = twinOf({ method: method as Write['method'], url });
    return document.paths[twin]?.['post'] === undefined;
  });
}
