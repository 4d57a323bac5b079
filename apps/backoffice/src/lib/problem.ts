/** One thing that was wrong, with the field that it is about and the figures of the rule. */
export interface ProblemError {
  readonly code: string;
  readonly pointer: string;
  readonly detail: string;
  readonly [figure: string]: unknown;
}

/** A refusal as the service words it (RFC 9457), with everything that was wrong. */
export class Problem extends Error {
  readonly errors: readonly ProblemError[];

  constructor(
    readonly status: number,
    readonly code: string,
    private readonly content: ProblemContent,
  ) {
    super(content.detail ?? content.title ?? code);
    this.name = 'Problem';
    this.errors = errorsOf(code, content);
  }

  /** After so long asking again makes sense. */
  get retryAfterSeconds(): number | undefined {
    return this.content.retryAfterSeconds;
  }

  get title(): string {
    return this.content.title ?? this.code;
  }

  /** Names the request in the service's log. */
  get requestId(): string | undefined {
    return this.content.requestId;
  }

  /** A member beyond the usual ones, as `worstAmps`. */
  figure(name: string): unknown {
    return this.content[name];
  }
}

/** No answer came: the network, or the service, is away. What was sent may have been done. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The service did not answer.', { cause });
    this.name = 'Unreachable';
  }
}

export interface ProblemContent {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly pointer?: string;
  readonly requestId?: string;
  readonly retryAfterSeconds?: number;
  readonly errors?: readonly { code?: string; pointer?: string; detail: string }[];
  readonly [figure: string]: unknown;
}

function errorsOf(code: string, content: ProblemContent): readonly ProblemError[] {
  const { errors, pointer = '', detail = '' } = content;
  if (errors === undefined || errors.length === 0) return [{ ...content, code, pointer, detail }];
  return errors.map((error) => ({
    ...error,
    code: error.code ?? code,
    pointer: error.pointer ?? '',
  }));
}

/** The problem in an answer that is none of the good ones; one is made up for a proxy's page. */
export function problemOf(response: Response, body: unknown): Problem {
  const content = isContent(body) ? body : {};
  const code = content.code ?? (response.status >= 500 ? 'internal' : 'unexpected');
  const retryAfter = response.headers.get('retry-after');
  const pause = retryAfter === null ? undefined : { retryAfterSeconds: Number(retryAfter) };
  return new Problem(response.status, code, { ...content, ...pause });
}

function isContent(body: unknown): body is ProblemContent {
  return typeof body === 'object' && body !== null;
}

/** True when it is not known whether the write was done: the same is to be sent again. */
export function isOutcomeUnknown(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  if (!(error instanceof Problem)) return false;
  return error.status >= 500;
}

/** Passing trouble, which mends itself: worth another try without asking anybody. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof Problem && (error.status === 503 || error.status === 429);
}

export function hasCode(error: unknown, code: string): error is Problem {
  return error instanceof Problem && error.code === code;
}
