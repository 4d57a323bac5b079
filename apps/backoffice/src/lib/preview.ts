import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';

import { sessionFetch } from './api';
import { Problem, type ProblemContent, problemOf } from './problem';

/** One member of a thing that would be another one. */
export interface PreviewedChange {
  /** JSON pointer of the member in the thing. */
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface PreviewedWarning {
  readonly code: string;
  readonly pointer: string;
  readonly detail: string;
  readonly [figure: string]: unknown;
}

/** What would become of a write; nothing was written. */
export interface Preview<Thing> {
  readonly verdict: 'accepted' | 'unchanged' | 'refused';
  readonly problem: (ProblemContent & { readonly status: number }) | null;
  readonly warnings: readonly PreviewedWarning[];
  readonly changes: readonly PreviewedChange[];
  /** As the write would answer it; null where it is refused, or removes. */
  readonly thing: Thing | null;
}

/** Asks when the typing pauses. */
const PAUSE_MS = 250;

/**
 * What the write would do, asked anew whenever the body changes, and whenever somebody changes
 * something. Without a body, because the form is not complete yet, nothing is asked.
 */
export function usePreview<Thing>(path: string, body: object | undefined) {
  const wanted = useMemo(() => (body === undefined ? undefined : JSON.stringify(body)), [body]);
  const settled = usePaused(wanted, PAUSE_MS);
  const isCurrent = settled === wanted;
  const answer = useQuery({
    queryKey: ['previews', path, settled],
    enabled: settled !== undefined && isCurrent,
    queryFn: ({ signal }) => askPreview<Thing>(path, settled ?? '{}', signal),
    gcTime: 0,
    staleTime: 0,
    placeholderData: (before) => before,
  });
  const isAsked = wanted !== undefined;
  return {
    preview: isAsked ? answer.data : undefined,
    error: isAsked ? answer.error : null,
    isPending: isAsked && (!isCurrent || answer.isFetching),
  };
}

/** @throws {Problem} for what is no verdict, as a body that is not well-formed */
export async function askPreview<Thing>(
  path: string,
  body: string,
  signal?: AbortSignal,
): Promise<Preview<Thing>> {
  const request = new Request(new URL(path, window.location.origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    ...(signal && { signal }),
  });
  const answer = await sessionFetch(request);
  const content: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw problemOf(answer, content);
  return content as Preview<Thing>;
}

/** The problem that a preview foretells, as the write would throw it; null where it has none. */
export function foretoldProblem({ problem }: Preview<unknown>): Problem | null {
  return problem === null ? null : new Problem(problem.status, problem.code ?? 'refused', problem);
}

function usePaused<Value>(value: Value, pauseMs: number): Value {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setPaused(value), pauseMs);
    return () => window.clearTimeout(timer);
  }, [value, pauseMs]);
  return paused;
}
