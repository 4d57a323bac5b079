import { StoreUnavailable, StoreUnusable } from '../errors';

/** What the client's calls reject with; its search for a server rejects with a bare error. */
interface CallError extends Error {
  readonly code: number;
  readonly details: string;
}

const CANCELLED = 1;
const NOT_FOUND = 5;
const PERMISSION_DENIED = 7;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;
const REFUSALS: ReadonlySet<number> = new Set([PERMISSION_DENIED, UNAUTHENTICATED]);
/** The connection went, or the leader did: that one is said as something that was not found. */
const DROPS: ReadonlySet<number> = new Set([CANCELLED, NOT_FOUND, UNAVAILABLE]);
const CERTIFICATE = /certificate|self[- ]signed|altname|ssl routines|wrong version number/i;
const NOT_SENT = /^(No connection established|Name resolution failed|Failed to connect)/i;

/** The trouble in words of the port, for a call that has written nothing. */
export function unavailable(error: unknown): StoreUnavailable {
  return error instanceof StoreUnavailable ? error : new StoreUnavailable(error);
}

/** True when the next call may find a server, on a new connection or at another address. */
export function wasDropped(error: unknown): boolean {
  return isCallError(error) && DROPS.has(error.code);
}

/** True when the call can have reached no server, so that it has surely done nothing. */
export function wasNeverSent(error: unknown): boolean {
  if (!isCallError(error)) return true;
  return REFUSALS.has(error.code) || NOT_SENT.test(error.details);
}

/** Trouble that no waiting heals, in words for whoever set the connection up. */
export function unusable(error: unknown): StoreUnusable | undefined {
  if (!isCallError(error)) return undefined;
  if (REFUSALS.has(error.code)) {
    return new StoreUnusable(`EventStoreDB refuses these credentials: ${error.details}`);
  }
  if (CERTIFICATE.test(error.details)) {
    return new StoreUnusable(`the server's certificate is not trusted: ${error.details}`);
  }
  return undefined;
}

function isCallError(error: unknown): error is CallError {
  return error instanceof Error && 'code' in error && typeof error.code === 'number';
}
