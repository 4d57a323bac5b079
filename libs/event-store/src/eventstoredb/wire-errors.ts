import { isOutage, StoreUnavailable } from '../errors';

/** What the client's calls reject with; its search for a server rejects with a bare error. */
interface CallError extends Error {
  readonly code: number;
  readonly details: string;
}

const CANCELLED = 1;
const UNKNOWN = 2;
const NOT_FOUND = 5;
const PERMISSION_DENIED = 7;
const FAILED_PRECONDITION = 9;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;
const REFUSALS: ReadonlySet<number> = new Set([PERMISSION_DENIED, UNAUTHENTICATED]);
/** The connection went, or the leader did: that one is said as something that was not found. */
const DROPS: ReadonlySet<number> = new Set([CANCELLED, NOT_FOUND, UNAVAILABLE]);
const NO_PLACE = /ReadAllResult: Error$/;
const DELETED = /^Event stream .* is deleted\.?$/;
const NOT_SENT = /^(No connection established|Name resolution failed|Failed to connect)/i;

/** Declined in words: by the server in answer to one append, or before anything was sent. */
export class Declined extends Error {
  readonly details = this.message;

  constructor(
    message: string,
    /** As a call of its own would have ended. */
    readonly code = UNKNOWN,
  ) {
    super(message);
  }
}

export function accessDenied(words: string): StoreUnavailable {
  return new StoreUnavailable(new Declined(words, PERMISSION_DENIED));
}

/** The trouble in words of the port, for a call that has written nothing. */
export function unavailable(error: unknown): StoreUnavailable {
  return error instanceof StoreUnavailable ? error : new StoreUnavailable(error);
}

/** True when the next call may find a server, on a new connection or at another address. */
export function wasDropped(error: unknown): boolean {
  const cause = callErrorOf(error);
  return cause !== undefined && DROPS.has(cause.code);
}

/** True when the call can have reached no server, so that it has surely done nothing. */
export function wasNeverSent(error: unknown): boolean {
  if (!isCallError(error)) return true;
  return REFUSALS.has(error.code) || NOT_SENT.test(error.details);
}

/** True when the server read at the position that it was given, and found no event there. */
export function isNoPlace(error: unknown): boolean {
  const cause = callErrorOf(error);
  return cause?.code === UNKNOWN && NO_PLACE.test(cause.details);
}

/** True when the stream was deleted for ever: an answer, which no other try changes. */
export function isStreamDeleted(error: unknown): boolean {
  const cause = callErrorOf(error);
  return cause?.code === FAILED_PRECONDITION && DELETED.test(cause.details);
}

/** True when the server knows nobody of that name and password, or lets him do less. */
export function isDenied(error: unknown): boolean {
  const cause = callErrorOf(error);
  return cause !== undefined && REFUSALS.has(cause.code);
}

/** True when somebody answered, though with no more than that it cannot be done now. */
export function isDeclined(error: unknown): boolean {
  return causeOf(error) instanceof Declined;
}

function callErrorOf(error: unknown): CallError | undefined {
  const cause = causeOf(error);
  return isCallError(cause) ? cause : undefined;
}

/** The error of the call itself, also where it is told in words of the port already. */
function causeOf(error: unknown): unknown {
  return isOutage(error) ? error.cause : error;
}

function isCallError(error: unknown): error is CallError {
  return error instanceof Error && 'code' in error && typeof error.code === 'number';
}
