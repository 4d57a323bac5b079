import { type EventStore, type PositionVerdict } from '@chargebook/event-store';

import { Problem } from './problem';

const WHY: Readonly<Record<Exclude<PositionVerdict, 'good'>, string>> = {
  foreign: 'is not a position of this book.',
  'beyond-head': 'lies beyond the end of this book.',
  'lost-future': 'names a position that was lost when the book was restored.',
};

/** Where a position came from: a header or a member of the query. */
export interface PositionSource {
  readonly name: string;
  readonly pointer?: string;
}

/** Returns when the position is one of this log as it stands. @throws Problem `position-invalid` */
export async function judgePosition(
  store: EventStore,
  position: string,
  { name, pointer }: PositionSource,
): Promise<void> {
  const verdict = await store.judge(position);
  if (verdict === 'good') return;
  const detail = `${name} ${WHY[verdict]}`;
  throw new Problem('position-invalid', { detail, ...(pointer !== undefined && { pointer }) });
}
