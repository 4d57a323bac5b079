import { type Figure } from '@chargebook/kernel';

/** One thing that was wrong: where, what, and a rule's code with its figures if it has one. */
export interface ProblemItem {
  readonly pointer: string;
  readonly detail: string;
  readonly [figure: string]: Figure;
}

export interface ProblemContent {
  /** One sentence for a person, with the figures. */
  readonly detail: string;
  /** JSON pointer of the field. */
  readonly pointer?: string;
  /** Shown as members of the problem. */
  readonly figures?: Readonly<Record<string, Figure>>;
  readonly errors?: readonly ProblemItem[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal on its way to the client; the catalogue knows the status and title of its code. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly content: ProblemContent,
  ) {
    super(`${code}: ${content.detail}`);
    this.name = 'Problem';
  }
}

/** 400 with everything that a schema can see, all at once. */
export function validationFailed(errors: readonly ProblemItem[]): Problem {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new Problem('validation-failed', {
    detail: `The request is not as described: ${first?.detail ?? 'it cannot be read.'}${more}`,
    errors,
    ...(first === undefined ? {} : { pointer: first.pointer }),
  });
}

/** 404, the same for what does not exist and for what belongs to another account (RULES 25). */
export function notFound(): Problem {
  return new Problem('not-found', { detail: 'There is no such thing here.' });
}

/** 503 with the seconds after which asking again makes sense. */
export function tryAgain(code: string, detail: string, afterSeconds = 1): Problem {
  return new Problem(code, { detail, headers: { 'retry-after': `${afterSeconds}` } });
}
