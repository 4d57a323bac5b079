import { type CommandedAggregate } from './command-request';
import { type OwningAccount, thingIdOf } from './aggregate';
import { streamNameOf } from './ids';
import { type StreamFolds } from './stream-folds';

/** A thing as its stream has it now, with its version. */
export interface ThingReading<View> {
  readonly view: View;
  readonly version: bigint;
}

export interface ThingQuery<State, View> {
  readonly aggregate: CommandedAggregate<never, State>;
  /** Id of the stream that the thing stands in. */
  readonly streamId: string;
  readonly thing: string;
  /** Its kind, where the stream holds several; the aggregate knows them. */
  readonly kind?: string;
  readonly show: (state: Readonly<State>) => View;
}

/** Reads one thing from its stream, up to its end; undefined when it is not there. */
export function readThing<State, View>(
  folds: StreamFolds,
  { aggregate, streamId, thing, kind, show }: ThingQuery<State, View>,
): Promise<ThingReading<View> | undefined> {
  return folds.read<State, ThingReading<View> | undefined>(
    streamNameOf(aggregate.category, streamId),
    ({ state, versions }) => {
      const isThere = aggregate.holds(state as Readonly<State>, thingIdOf(thing), kind);
      if (!isThere) return undefined;
      return { view: show(state as Readonly<State>), version: versions.get(thing) ?? 0n };
    },
  );
}

/** The account of a stream, read to its end unless it is known already and may not change. */
export function owningAccount<State>(
  folds: StreamFolds,
  { aggregate, streamId, isFixed }: OwnerQuery<State>,
): Promise<OwningAccount> {
  const stream = streamNameOf(aggregate.category, streamId);
  const show = ({ state }: { readonly state: State }): OwningAccount =>
    aggregate.accountOf(state as Readonly<State>);
  if (!isFixed) return folds.read<State, OwningAccount>(stream, show);
  return folds
    .peek<State, OwningAccount>(stream, show)
    .then((account) => account ?? folds.read<State, OwningAccount>(stream, show));
}

export interface OwnerQuery<State> {
  readonly aggregate: CommandedAggregate<never, State>;
  readonly streamId: string;
  /** True where a thing never changes its account, so that what is cached will do. */
  readonly isFixed: boolean;
}
