import { type Position, type PositionVerdict } from './event-store.port';

/** Where an event stands: the number in the log, and the incarnation that was in force there. */
export interface LogPlace {
  readonly incarnation: number;
  readonly position: bigint;
}

/** How the tokens of one store look. */
export interface TokenForm {
  readonly storeId: string;
  /** So many of a position: EventStoreDB has two numbers for a place, of 20 digits each. */
  readonly digits: 20 | 40;
}

/** What it takes to judge a token without looking at the event. */
export interface LogOutline extends TokenForm {
  /** Positions of the events of stream `store-identity`: `starts[n - 1]` begins incarnation n. */
  readonly starts: readonly bigint[];
  readonly head: bigint;
}

const STORE_DIGITS = 8;
const INCARNATION_DIGITS = 4;
const TOKEN = /^([0-9a-f]{8})-([0-9]{4})-([0-9]{20}|[0-9]{40})$/;

/** A function of the event alone, so that every reader of an event sees the same token. */
export function positionToken({ storeId, digits }: TokenForm, place: LogPlace): Position {
  const incarnation = String(place.incarnation).padStart(INCARNATION_DIGITS, '0');
  const position = String(place.position).padStart(digits, '0');
  return `${storeId.slice(0, STORE_DIGITS)}-${incarnation}-${position}` as Position;
}

/** Undefined for what is no token, and for another store's. */
export function placeOf(token: string, { storeId, digits }: TokenForm): LogPlace | undefined {
  const [, store, incarnation, position] = TOKEN.exec(token) ?? [];
  if (store !== storeId.slice(0, STORE_DIGITS)) return undefined;
  if (incarnation === undefined || position?.length !== digits) return undefined;
  return { incarnation: Number(incarnation), position: BigInt(position) };
}

/**
 * How much of the log stands up to a position, from 0 to 1: near enough to tell progress by, and
 * for nothing else.
 */
export function shareOfLog(position: Position | undefined, head: Position): number {
  const [place, end] = [numberOf(position), numberOf(head)];
  return end === 0 ? 1 : Math.min(1, place / end);
}

function numberOf(token: Position | undefined): number {
  return Number(TOKEN.exec(token ?? '')?.[3] ?? 0);
}

/** A token of an earlier incarnation is good up to the position where that one ended. */
export function judgeToken(token: string, outline: LogOutline): PositionVerdict {
  const place = placeOf(token, outline);
  if (place === undefined || place.incarnation === 0) return 'foreign';
  const start = outline.starts[place.incarnation - 1];
  const end = outline.starts[place.incarnation];
  if (start === undefined || place.position < start) return 'lost-future';
  if (end !== undefined && place.position >= end) return 'lost-future';
  return place.position > outline.head ? 'beyond-head' : 'good';
}
