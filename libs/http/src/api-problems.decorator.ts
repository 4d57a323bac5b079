import { ApiExtension } from '@nestjs/swagger';

import { type ProblemKind } from './problem-kind';

/** Where the kinds stand in the document until it is finished. */
export const PROBLEMS_EXTENSION = 'x-problems';

/** Says which rules of the context may refuse here, for the description of the interface. */
export function ApiProblems<Code extends string>(
  table: Readonly<Record<Code, ProblemKind>>,
  codes: readonly Code[],
): MethodDecorator {
  const kinds = codes.map((code) => {
    const { status, title, explanation } = table[code];
    return [code, { status, title, explanation }] as const;
  });
  return ApiExtension(PROBLEMS_EXTENSION, Object.fromEntries(kinds)) as MethodDecorator;
}
