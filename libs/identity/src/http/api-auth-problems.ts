import { ApiProblems } from '@chargebook/http';

import { IDENTITY_PROBLEMS } from '../identity.problems';

/** Says which of the problems of signing in a route may answer with. */
export function ApiAuthProblems(
  ...codes: readonly (keyof typeof IDENTITY_PROBLEMS)[]
): MethodDecorator {
  return ApiProblems(IDENTITY_PROBLEMS, codes);
}
