import { ServerUnusable } from './server-unusable';

/** As they stand in the string, each part that may be there without its separator. */
export interface ConnectionParts {
  readonly credentials: string | undefined;
  readonly hosts: string;
  readonly query: string;
  /** By their names, each once. */
  readonly options: ReadonlyMap<string, string>;
}

const HOST = /^[\p{L}\p{N}_][\p{L}\p{N}._-]*$/u;
const HIGHEST_PORT = 65_535;

/**
 * What the client would take wrongly, wait for in vain, or quote with the password in its message.
 * @throws ServerUnusable without any text of the string
 */
export function refuseMalformed(parts: ConnectionParts): void {
  const { credentials, hosts, query, options } = parts;
  if (credentials !== undefined && !/^[^:]+:./.test(credentials)) {
    throw new ServerUnusable('the connection string has @ without both a name and a password');
  }
  hosts.split(',').forEach(refuseMalformedHost);
  const written = query.split('&').filter((option) => option !== '');
  // The client reads what has no value together with the option behind it.
  if (written.some((option) => !/^[^=]+=\S+$/.test(option))) {
    throw new ServerUnusable('the connection string has an option without a value or with a blank');
  }
  if (options.size < written.length) {
    throw new ServerUnusable('the connection string has an option twice');
  }
}

function refuseMalformedHost(host: string): void {
  const [name = '', port] = host.split(':');
  if (!HOST.test(name)) throw new ServerUnusable('the connection string names no server');
  if (port === undefined || isPort(port)) return;
  throw new ServerUnusable(
    `the connection string has a port that is no number from 1 to ${HIGHEST_PORT}`,
  );
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= HIGHEST_PORT;
}

/** -1 is never, or for ever; of another text the client would take the beginning for the number. */
export function refuseBadTimes(options: ReadonlyMap<string, string>): void {
  for (const name of ['keepAliveInterval', 'keepAliveTimeout']) {
    const value = options.get(name.toLowerCase());
    if (value === undefined || /^(?:-1|[1-9]\d{0,8})$/.test(value)) continue;
    throw new ServerUnusable(`${name} must be a whole number of at least 1, or -1`);
  }
}
