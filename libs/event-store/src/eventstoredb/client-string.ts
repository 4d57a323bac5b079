import { optionsIn } from './connection-options';

/** As the client has it where nothing is said. */
const KEEP_ALIVE_MS = 10_000;
/** For never. The client itself would have a time that no timer can wait, and ping all the time. */
const LONGEST_TIMER_MS = 2_147_483_647;
/** More cannot be told apart. */
const MOST_CONNECTIONS = 1_000;

/**
 * The connection string for a client of the connection that has this number. gRPC keeps a
 * connection for all clients of the same address and settings, and the growing pauses between its
 * tries as well: a client that replaces another waits as that one did. So each connection has a
 * setting that is its own, the time between two signs of life, which differs by milliseconds.
 */
export function clientString(connectionString: string, connection: number): string {
  // Behind a sign that stands for nothing the client would find an option that it does not know.
  const text = withoutSlash(connectionString.trim().replace(/[?&]+$/, ''));
  const given = optionsIn(text);
  const number = connection % MOST_CONNECTIONS;
  const asked = Number(given.get('keepaliveinterval') ?? KEEP_ALIVE_MS);
  const intervalMs = asked < 0 ? LONGEST_TIMER_MS - number : asked + number;
  const endless = Number(given.get('keepalivetimeout') ?? 0) < 0;
  const timeout = endless ? `&keepAliveTimeout=${LONGEST_TIMER_MS}` : '';
  return `${text}${text.includes('?') ? '&' : '?'}keepAliveInterval=${intervalMs}${timeout}`;
}

/** The client takes the slash of `host/?tls=…` for a part of the host's name. */
function withoutSlash(text: string): string {
  return text.replace(/^([^?]*[^?/])\/+(?=\?|$)/, '$1');
}
