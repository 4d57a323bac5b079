import { ProblemNotice, type ProblemNoticeParts } from './problem-notice';
import { useInSight } from './use-in-sight';

/** Why it was not saved, on top of the form that may be longer than the window. */
export function SaveProblem(parts: ProblemNoticeParts) {
  const place = useInSight(parts.error);
  return (
    <div ref={place}>
      <ProblemNotice {...parts} />
    </div>
  );
}
