import { type Position } from '@chargebook/event-store';

import { type RefusedIndex } from './generation-indexes';
import { type Poison } from './parking';
import { type WaitingFor } from './read-events';

/** What a runner tells its process; for logs and alarms, nothing hangs on it. */
export type ProjectionReport =
  | { readonly kind: 'parked'; readonly group: string; readonly poison: Poison }
  | { readonly kind: 'waiting'; readonly group: string; readonly waitingFor: WaitingFor }
  | { readonly kind: 'failed'; readonly group: string; readonly error: unknown }
  /** Everything works without it, and slower. */
  | { readonly kind: 'index-refused'; readonly group: string; readonly index: RefusedIndex }
  /** Another process must fill, because this one was told not to; told until it is done. */
  | { readonly kind: 'fill-needed'; readonly group: string };

/** A checkpoint of a generation that this process folds has moved. */
export interface Advance {
  readonly group: string;
  readonly generation: number;
  readonly position: Position;
  /** False while the generation is filled beside the one that is read. */
  readonly isShown: boolean;
}
