import { type RejectionShape } from '@chargebook/kernel';

import { MACHINERY_PROBLEMS } from './machinery.problems';
import { type ProblemKind } from './problem-kind';

/** A rule's code: its status, texts, and the sentence that tells one case with its figures. */
export interface RejectionKind<Rejection> extends ProblemKind {
  readonly status: 409 | 422;
  detail(rejection: Rejection): string;
}

/** The exhaustive table of a context: every rejection of the union has its entry. */
export type RejectionProblems<Rejection extends RejectionShape> = {
  readonly [Code in Rejection['code']]: RejectionKind<Extract<Rejection, { readonly code: Code }>>;
};

/** Tells a rejection in one sentence. */
export type DetailOf = (rejection: RejectionShape) => string;

/** The sentences of a context's table, as `answerWrite` wants them. */
export function detailsOf<Rejection extends RejectionShape>(
  problems: RejectionProblems<Rejection>,
): DetailOf {
  const table = problems as unknown as Readonly<Record<string, RejectionKind<RejectionShape>>>;
  return (rejection) => {
    const kind = table[rejection.code];
    if (kind === undefined) throw new Error(`no problem is defined for ${rejection.code}`);
    return kind.detail(rejection);
  };
}

/** Every code that may be answered. Contexts add theirs when their modules are made. */
export class ProblemCatalogue {
  private readonly kinds = new Map<string, ProblemKind>(Object.entries(MACHINERY_PROBLEMS));

  /** @throws Error when a code is taken by another meaning. */
  add(problems: Readonly<Record<string, ProblemKind>>): void {
    for (const [code, kind] of Object.entries(problems)) {
      const known = this.kinds.get(code);
      if (known !== undefined && known !== kind)
        throw new Error(`problem ${code} is defined twice`);
      this.kinds.set(code, kind);
    }
  }

  find(code: string): ProblemKind | undefined {
    return this.kinds.get(code);
  }

  codes(): readonly string[] {
    return [...this.kinds.keys()].sort();
  }
}
