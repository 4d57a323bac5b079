import { type Recorded } from './envelope';

/**
 * A number of a problem, a name, an id: the figures that a refusal or warning is explained with.
 */
export type Figure = string | number | boolean | null;

/**
 * A rule that refuses: a value of a closed union per context. `pointer` is the JSON pointer of the
 * field in the request; the other members are the rule's figures, shown to the client as they are.
 */
export interface RejectionShape {
  readonly code: string;
  readonly pointer: string;
  readonly [figure: string]: Figure;
}

/** Something accepted that the client should know of; same form as a rejection. */
export interface Warning {
  readonly code: string;
  readonly pointer: string;
  readonly detail: string;
  readonly [figure: string]: Figure;
}

export type Decision<Event, Rejection> =
  | {
      readonly kind: 'accepted';
      readonly events: readonly [Event, ...Event[]];
      readonly warnings: readonly Warning[];
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'rejected'; readonly rejections: readonly [Rejection, ...Rejection[]] };

/** The rules of one kind of stream: pure, no clock, no random, no I/O. */
export interface Decider<Command, Event, State, Rejection> {
  initial(): State;
  decide(command: Command, state: Readonly<State>): Decision<Event, Rejection>;
  /** Changes the draft, which belongs to the fold alone. */
  evolve(draft: State, event: Recorded<Event>): void;
}

/** An event of the domain before it is stored: `data` is JSON, small, and holds nothing derived. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/** Accepted with these events, or unchanged when there is none. */
export function accept<Event, Rejection>(
  events: readonly Event[],
  warnings: readonly Warning[] = [],
): Decision<Event, Rejection> {
  const [first, ...rest] = events;
  if (first === undefined) return { kind: 'unchanged' };
  return { kind: 'accepted', events: [first, ...rest], warnings };
}

/** Rejected with these, or undefined when there is none to reject with. */
export function rejectIfAny<Event, Rejection>(
  rejections: readonly Rejection[],
): Decision<Event, Rejection> | undefined {
  const [first, ...rest] = rejections;
  return first === undefined ? undefined : { kind: 'rejected', rejections: [first, ...rest] };
}
