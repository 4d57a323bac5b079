import { type Position } from '@chargebook/event-store';

import { type TokenRules } from './token-verifier';

/** Injection token of the `EventStore`. */
export const EVENT_STORE = Symbol('EVENT_STORE');

/** Injection token of the `BookKey` (DESIGN 8). */
export const BOOK_KEY = Symbol('BOOK_KEY');

/** Injection token of the `ProjectionWaiter`. */
export const PROJECTION_WAITER = Symbol('PROJECTION_WAITER');

/** The part of the read side that freshness needs. */
export interface ProjectionWaiter {
  /** True once the group shows everything up to the position, false after `timeoutMs`. */
  waitFor(group: string, position: Position, timeoutMs: number): Promise<boolean>;
}

/** Injection token of the `ParseEvent` of the process, which parses each event once for all. */
export const PARSE_EVENT = Symbol('PARSE_EVENT');

/** Injection token of the `EventCatalogue`: every event that the process knows. */
export const EVENT_CATALOGUE = Symbol('EVENT_CATALOGUE');

/** Injection token of the `Pool` that lists are read through; it ends slow statements itself. */
export const READ_POOL = Symbol('READ_POOL');

/** Injection token of the `Pool` of the database, for what is kept beside the log. */
export const BOOK_POOL = Symbol('BOOK_POOL');

/** Injection token of the private networks, as `10.0.0.0/8`, that webhooks may reach. */
export const WEBHOOK_NETWORKS = Symbol('WEBHOOK_NETWORKS');

/** Injection token of the `SessionRules`; provided where people sign in with a browser. */
export const SESSION_RULES = Symbol('SESSION_RULES');

export interface SessionRules {
  /** How the token in the cookie of a session is checked. */
  readonly tokenRules: TokenRules;
  /** Where browsers reach the service, if it was said. */
  readonly publicUrl: URL | undefined;
}
