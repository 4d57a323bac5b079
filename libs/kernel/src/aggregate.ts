import { type StreamName } from '@chargebook/event-store';

import { type Decider, type DomainEvent, type RejectionShape } from './decider';
import { type Role } from './envelope';

/** A thing with a version of its own: charger, panel, site, account, driver, group, rate plan. */
export type ThingId = string & { readonly __brand: 'ThingId' };

/** The id of any thing, of whatever kind, as the kernel knows it. */
export function thingIdOf(id: string): ThingId {
  return id as ThingId;
}

/**
 * `claim-label-…`, `claim-terminal-…`, `claim-rfid-…`: who holds a value unique across the
 * operator.
 */
export type ClaimStream = StreamName & { readonly __claim: true };

/**
 * A value that the event's thing must hold across the operator, and the refusal when it is taken.
 */
export interface ClaimWish {
  readonly stream: ClaimStream;
  readonly thing: ThingId;
  /** The 409's code, as `charger-id-taken`. */
  readonly code: string;
  readonly pointer: string;
}

export interface ClaimRules<Event, State> {
  /** Values that the event's thing holds from now on, new or not. */
  wishesOf(event: Event): readonly ClaimWish[];
  /** Values that the event may let go, read on the state before the command. */
  leftBy(event: Event, before: Readonly<State>): readonly ClaimStream[];
  /**
   * True while anything of the stream still uses the value, read on the state after the command.
   */
  isInUse(state: Readonly<State>, stream: ClaimStream): boolean;
}

/** A role that one of the changes of a command needs, and the member that asks for the change. */
export interface RoleNeed {
  readonly role: Role;
  readonly pointer: string;
  /** The account in which the role counts, or `*`; the thing's own when not said. */
  readonly accountId?: string;
}

/** Brings the data of an older schema version one version up. */
export type Upcast = (data: Record<string, unknown>) => Record<string, unknown>;

/** `upcasts[n]` brings version n + 1 to n + 2; the present version is `upcasts.length + 1`. */
export interface EventSchema {
  readonly upcasts: readonly Upcast[];
  /** False for data that nobody of this service can have written; all is taken when not said. */
  readonly fits?: (data: unknown) => boolean;
}

/** The first version, which needs no way up. */
export const FIRST_VERSION: EventSchema = { upcasts: [] };

/**
 * The account a stream belongs to, `'*'` when to all of them, undefined while it does not exist.
 */
export type OwningAccount = string | undefined;

/**
 * All that the kernel asks of a kind of stream, so that no context knows of ETags, retries or
 * claims and the kernel of no context.
 */
export interface Aggregate<
  Command,
  Event extends DomainEvent,
  State,
  Rejection extends RejectionShape,
> {
  /** The part of the stream's name before the dash. */
  readonly category: string;
  readonly decider: Decider<Command, Event, State, Rejection>;
  readonly schemas: Readonly<Record<Event['type'], EventSchema>>;
  /** The things whose version the event raises. */
  touches(event: Event): readonly ThingId[];
  /** The role that allows the event (RULES 23, 24). */
  roleFor(event: Event): Role;
  /** The roles that the changes of the command need, one per change (RULES 24). */
  rolesNeeded(command: Command, state: Readonly<State>): readonly RoleNeed[];
  accountOf(state: Readonly<State>): OwningAccount;
  /**
   * True while the thing is there: retired chargers are, removed panels are not. Where a stream
   * holds several kinds, the id of a thing of another kind than the one asked for is not there.
   */
  holds(state: Readonly<State>, thing: ThingId, kind?: string): boolean;
  readonly claims?: ClaimRules<Event, State>;
  /** A draft that `evolve` may change while the state stays; a deep copy when not said. */
  draftOf?(state: Readonly<State>): State;
}
