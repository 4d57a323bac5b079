import { twinOf, type Write } from './foretold';

/** So much of an operation's description as a twin shares with its write. */
export interface DescribedOperation {
  readonly parameters: readonly { readonly name: string }[];
  readonly requestBody: { readonly content: Readonly<Record<string, object>> } | undefined;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly security: object | undefined;
}

export interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/**
 * Receivers of webhooks are nothing of the book, and who may charge is a question that comes with a
 * body: there is no command whose outcome to foretell.
 */
const NO_COMMANDS = ['/v1/webhooks', '/v1/access/decisions'];

const WRITING = ['post', 'put', 'patch', 'delete'];

/** The writes of the interface, as `PATCH /v1/accounts/{accountId}`; twins are none. */
export function writesOf({ paths }: Described): readonly string[] {
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({ method, path })),
  );
  return routes
    .filter(({ method, path }) => WRITING.includes(method) && path.startsWith('/v1/'))
    .filter(({ path }) => !path.endsWith('/preview'))
    .filter(({ path }) => !NO_COMMANDS.some((start) => path.startsWith(start)))
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
}

/** Writes of which nobody can ask beforehand what they would do. */
export function writesWithoutTwin(document: Described): readonly string[] {
  return writesOf(document).filter((write) => findOperation(document, twinRouteOf(write)) === null);
}

/** A write and its twin, as they are described. */
export function pairAt(document: Described, write: string) {
  const operation = (route: string): DescribedOperation => {
    const found = findOperation(document, route);
    if (found === null) throw new Error(`${route} is not described`);
    return { parameters: [], requestBody: undefined, responses: {}, security: undefined, ...found };
  };
  return { write: operation(write), twin: operation(twinRouteOf(write)) };
}

function twinRouteOf(write: string): string {
  const [method, url = ''] = write.split(' ');
  return `POST ${twinOf({ method: method as Write['method'], url })}`;
}

function findOperation({ paths }: Described, route: string): object | null {
  const [method = '', path = ''] = route.split(' ');
  return paths[path]?.[method.toLowerCase()] ?? null;
}
