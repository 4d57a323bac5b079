import { type Position } from '@chargebook/event-store';

import { type RejectionShape, type Warning } from './decider';
import { type CommandEffect, type Role } from './envelope';

/** Why a command wrote nothing; the edge maps each kind to a problem in one exhaustive table. */
export type Refusal =
  | { readonly kind: 'not-found' }
  /** The actor may see the thing, but has no role for this here; `pointer` names the change. */
  | { readonly kind: 'role-missing'; readonly role: Role; readonly pointer: string }
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'version-required' }
  | { readonly kind: 'version-mismatch'; readonly current: bigint }
  /** Rules of RULES.md, in its order (422). */
  | { readonly kind: 'rules'; readonly rejections: readonly RejectionShape[] }
  /** Values held by others (409). */
  | { readonly kind: 'taken'; readonly rejections: readonly RejectionShape[] }
  /** The stream was written by others for longer than the bound of retries. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'outcome-unknown' }
  /** The stream holds an event that is newer than this code. */
  | { readonly kind: 'newer-version-needed'; readonly eventType: string }
  /** The stream holds an event that this service cannot have written. */
  | { readonly kind: 'foreign-event'; readonly eventId: string }
  /** Others took events of the stream away. */
  | { readonly kind: 'stream-cut'; readonly stream: string };

export interface Done<Answer> {
  readonly kind: 'done';
  /** `unchanged`: nothing was to be written. */
  readonly effect: CommandEffect | 'unchanged';
  /** The thing after the command; undefined when it is not there any more. */
  readonly answer: Answer | undefined;
  /** The thing's version after the command: its ETag. */
  readonly version: bigint;
  /**
   * Position of the last event of the command, or of the stream's fold when nothing was written.
   */
  readonly position: Position;
  readonly warnings: readonly Warning[];
  /** True when the command had been carried out before and was not again. */
  readonly isReplay: boolean;
  /** Of a preview alone, which wrote nothing: the thing as it is, if there is one. */
  readonly preview?: { readonly before: Answer | undefined };
}

export interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

export type Outcome<Answer> = Done<Answer> | Refused;
