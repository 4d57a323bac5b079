import { Skeleton } from 'antd';

import { Problem } from '../lib/problem';
import { THING_TEXTS as TEXTS } from '../lib/texts/things';
import { EmptyState } from './empty-state';
import { ProblemNotice } from './problem-notice';
import { Sheet } from './sheet';

interface ThingSheetParts {
  readonly title: string;
  readonly error: unknown;
  readonly onClose: () => void;
}

/** A sheet whose thing is not there: not yet, or not at all. */
export function ThingSheet({ title, error, onClose }: ThingSheetParts) {
  const isGone = error instanceof Problem && (error.status === 404 || error.status === 400);
  return (
    <Sheet title={title} onClose={onClose}>
      {isGone ? <EmptyState title={TEXTS.goneTitle} text={TEXTS.goneText} /> : null}
      {isGone ? null : <ProblemNotice error={error} />}
      {error === null ? <Skeleton active title={false} /> : null}
    </Sheet>
  );
}
