import { type ProjectedEvent } from '@chargebook/projections';

/** That there is a thing or not, and whose it is. */
export interface ThingNote {
  readonly kind: 'thing';
  readonly id: string;
  /** Null: of all accounts. */
  readonly accountId: string | null;
  readonly isThere: boolean;
}

/** On which things another one rests from now on; on none, it is forgotten. */
export interface DependentNote extends Dependent {
  readonly kind: 'dependent';
  readonly id: string;
}

/** What an event says that the policy must remember. */
export type Note = ThingNote | DependentNote;

export interface Dependent {
  /** Id of the stream that commands for it go to. */
  readonly streamId: string;
  readonly accountId: string;
  readonly on: readonly string[];
}

/** The event that is reacted to. */
export interface Cause {
  readonly eventId: string;
  readonly position: string;
  readonly correlationId: string;
}

/** What is to be done: a dependent has lost a thing that it rests on. */
export interface Reaction {
  /** The same whenever it is found again: the id of the command. */
  readonly id: string;
  readonly cause: Cause;
  readonly dependentId: string;
  readonly streamId: string;
  readonly accountId: string;
  readonly thingId: string;
}

/** `put-off`: it cannot be done now, and is tried again, for ever. */
export type ReactionEnd =
  { readonly kind: 'done' } | { readonly kind: 'put-off'; readonly why: string };

/**
 * Sees to it that what rests on a thing does not outlive it. A thing is lost to a dependent when it
 * is not there any more, or is of another account than the dependent and not of all.
 */
export interface Policy {
  /** As `close-lost-scopes`; its tables and commands go by it, so it is never renamed. */
  readonly name: string;
  notesOf(event: ProjectedEvent): readonly Note[];
  /**
   * Checks the facts as they are now and commands by the reaction's id. May be called again after
   * it was done. What it throws puts the reaction off.
   */
  carryOut(reaction: Reaction): Promise<ReactionEnd>;
}
