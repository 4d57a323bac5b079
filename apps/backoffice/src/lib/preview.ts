import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { sessionFetch } from './api';
import { Problem, type ProblemContent } from './problem';

export interface Verdict {
  readonly verdict: 'accepted' | 'unchanged' | 'refused';
  readonly problem: ProblemContent | null;
  readonly warnings: readonly Warning[];
}

export interface Warning {
  readonly code: string;
  readonly pointer: string;
  readonly detail: string;
}

const TYPING_PAUSE_MS = 300;

/** Routes without a preview: they are not asked again while the page is open. */
const absent = new Set<string>();

/**
 * What would happen if this were sent now; asked when the typing pauses. Undefined while nothing
 * whole is there to be judged, and where the service offers no preview.
 */
export function usePreview(route: string, path: string | undefined, body: object | undefined) {
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const settled = useSettled(sent);
  const isAsked = settled !== undefined && path !== undefined && !absent.has(route);
  const { data, isFetching } = useQuery({
    queryKey: ['preview', path, settled],
    queryFn: ({ signal }) => ask(route, { path: path ?? '', body: settled ?? '', signal }),
    enabled: isAsked,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const isCurrent = isAsked && sent === settled;
  return { verdict: isCurrent ? (data ?? undefined) : undefined, isAsking: isAsked && isFetching };
}

interface Asked {
  readonly path: string;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** What a schema can see is told at the field when it is sent; here it is no verdict. */
async function ask(route: string, { path, body, signal }: Asked): Promise<Verdict | null> {
  const headers = { 'content-type': 'application/json' };
  const answer = await sessionFetch(new Request(path, { method: 'POST', headers, body, signal }));
  if (answer.status === 404) absent.add(route);
  return answer.ok ? ((await answer.json()) as Verdict) : null;
}

function useSettled(text: string | undefined): string | undefined {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}

/** The refusals of a verdict, each with its figures. */
export function refusalsOf({ problem }: Verdict) {
  if (problem === null) return [];
  return new Problem(422, problem.code ?? '', problem).errors;
}
