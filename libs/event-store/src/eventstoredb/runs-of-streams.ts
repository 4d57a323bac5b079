import { type PlacedEvent } from '../event-store.port';
import { AppendOutcomeUnknown, OrderBroken, WrongExpectedRevision } from '../errors';
import { type Appended } from './wire-records';
import { type Append } from './wire-requests';

/** Events that come one behind the other in one stream, as one append; the order stays. */
export function runsOf(events: readonly PlacedEvent[]): readonly Append[] {
  const runs: PlacedEvent[][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last?.[0]?.stream === event.stream) last.push(event);
    else runs.push([event]);
  }
  return runs.flatMap(([first, ...rest]) =>
    first === undefined ? [] : appendOf([first, ...rest]),
  );
}

/**
 * Position of the last run, of the answers to all. What is sent again after a run that was refused
 * comes behind those that were taken.
 * @throws OrderBroken when a run stands behind one that does not, else why the first was rejected
 */
export function lastInOrder(answers: readonly PromiseSettledResult<Appended>[]): bigint {
  const last = answers.findLastIndex(({ status }) => status === 'fulfilled');
  for (const answer of answers.slice(0, last + 1)) {
    if (isUntaken(answer)) throw new OrderBroken(answer.reason);
  }
  const positions = answers.map((answer) => {
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value.position;
  });
  return positions.at(-1) ?? 0n;
}

/** One without a certain outcome may stand at its place; one in whose place others are, never. */
function isUntaken(answer: PromiseSettledResult<Appended>): answer is PromiseRejectedResult {
  if (answer.status === 'fulfilled') return false;
  const { reason } = answer as { readonly reason: unknown };
  return !(reason instanceof AppendOutcomeUnknown || reason instanceof WrongExpectedRevision);
}

function appendOf(events: readonly [PlacedEvent, ...PlacedEvent[]]): Append {
  const [{ stream, revision }] = events;
  return { stream, expected: revision === 0n ? 'no-stream' : revision - 1n, events };
}
