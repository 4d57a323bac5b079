import { type Done, type Warning } from '@chargebook/kernel';

import { type Change, changesBetween } from './changes';
import { type Problem } from './problem';

/** What would become of a write; nothing was written. */
export interface Preview<Body> {
  readonly verdict: 'accepted' | 'unchanged' | 'refused';
  /** The problem document that the write would be refused by. */
  readonly problem: object | null;
  readonly warnings: readonly Warning[];
  readonly changes: readonly Change[];
  /** As the write would answer it; null for what would be removed. */
  readonly thing: Body | null;
}

/** The statuses that say of a well-formed write that it may not be, as it stands. */
const VERDICTS: readonly number[] = [403, 409, 412, 422];

/** A problem that the command itself met, behind the guard and the form, in a preview. */
export class PreviewedProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = 'PreviewedProblem';
  }
}

/** True where a preview answers with the problem, false where it fails by it as the write does. */
export function isVerdict(error: unknown, status: number): boolean {
  return error instanceof PreviewedProblem && VERDICTS.includes(status);
}

export function refusedBy(problem: object): Preview<never> {
  return { verdict: 'refused', problem, warnings: [], changes: [], thing: null };
}

/** What a command that would be carried out would change. */
export async function previewOf<Answer, Body extends object>(
  { effect, warnings, answer, preview }: Done<Answer>,
  render: (answer: Answer) => Body | Promise<Body>,
): Promise<Preview<Body>> {
  const shown = async (thing: Answer | undefined): Promise<Body | null> =>
    thing === undefined ? null : render(thing);
  const [before, thing] = await Promise.all([shown(preview?.before), shown(answer)]);
  return {
    verdict: effect === 'unchanged' ? 'unchanged' : 'accepted',
    problem: null,
    warnings,
    changes: changesBetween(before, thing),
    thing,
  };
}
