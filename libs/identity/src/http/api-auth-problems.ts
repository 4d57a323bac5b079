import { ApiProblems, MACHINERY_PROBLEMS, type ProblemKind } from '@chargebook/http';

import { IDENTITY_PROBLEMS } from '../identity.problems';

type Code = keyof typeof IDENTITY_PROBLEMS | 'unauthenticated';

const KINDS = { ...MACHINERY_PROBLEMS, ...IDENTITY_PROBLEMS } as Readonly<
  Record<Code, ProblemKind>
>;

/** Says which of the problems of signing in a route may answer with. */
export function ApiAuthProblems(...codes: readonly Code[]): MethodDecorator {
  return ApiProblems(KINDS, codes);
}
