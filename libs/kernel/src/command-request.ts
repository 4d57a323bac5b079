import { type StreamName } from '@chargebook/event-store';

import { type Aggregate, type ClaimStream } from './aggregate';
import { type CommandEffect, type CommandEnvelope, type Role } from './envelope';
import { type Folded } from './folded';
import { type Outcome } from './outcome';

/** An aggregate whose events and rejections are its own affair. */
// oxlint-disable-next-line typescript/no-explicit-any -- events are contravariant here and hidden
export type CommandedAggregate<Command, State> = Aggregate<Command, any, State, any>;

/** One command on one stream, with all that the kernel must know to carry it out. */
export interface CommandRequest<Command, State, Answer> {
  readonly aggregate: CommandedAggregate<Command, State>;
  readonly stream: StreamName;
  readonly command: Command;
  readonly envelope: CommandEnvelope;
  /** The thing that the command makes, changes or removes. */
  readonly thing: string;
  /** Its kind, where the stream holds several; the aggregate knows them. */
  readonly kind?: string;
  readonly effect: CommandEffect;
  /** Roles of which the actor needs one to come here at all. */
  readonly allowedRoles: readonly Role[];
  /** For a command that makes the stream itself: the account whose roles count, or `*`. */
  readonly owner?: string;
  /** Renders the thing as decided; called before the next command changes the fold. */
  answer(folded: Readonly<Folded<State>>): Answer;
}

/** A request whose state and command are its context's affair. */
// oxlint-disable-next-line typescript/no-explicit-any -- contravariant in what the kernel passes on
export type AnyCommandRequest = CommandRequest<any, any, unknown>;

/** How the obtaining of each claim that was wished for ended. */
export type ClaimsInHand = Map<ClaimStream, { readonly claimId: string } | 'taken'>;

export interface MissingClaim {
  readonly stream: ClaimStream;
  readonly thing: string;
  readonly isFirstTry: boolean;
}

/** What one attempt came to: an outcome, or claims that are still to be obtained. */
export type CommandResult<Answer> =
  | {
      readonly kind: 'decided';
      readonly outcome: Outcome<Answer>;
      /** Claims in hand that the stream does not hold. */
      readonly unused: readonly string[];
      /** Claims that the stream's events let go. */
      readonly drops: readonly string[];
    }
  | { readonly kind: 'missing'; readonly missing: readonly MissingClaim[] };
