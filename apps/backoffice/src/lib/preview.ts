import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { sessionFetch } from './api';
import { Problem, type ProblemContent, problemOf } from './problem';

/** What would become of a write; nothing was written. */
export interface Verdict<Thing = unknown> {
  readonly verdict: 'accepted' | 'unchanged' | 'refused';
  readonly problem: ProblemContent | null;
  readonly warnings: readonly Warning[];
  readonly changes: readonly Change[];
  /** As the write would answer it; null where it is refused, or removes. */
  readonly thing: Thing | null;
}

export interface Warning {
  readonly code: string;
  readonly pointer: string;
  readonly detail: string;
}

/** One member of a thing that would be another one. */
export interface Change {
  /** JSON pointer of the member in the thing. */
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A verdict that is being asked for, or is there. */
export interface Foretold<Thing> {
  /** Of what is asked now; undefined until it is there. */
  readonly verdict: Verdict<Thing> | undefined;
  /** The one before, for as long as the next is being asked for. */
  readonly latest: Verdict<Thing> | undefined;
  readonly isAsking: boolean;
  /** What is no verdict: a body that is not well-formed, a service that is away. */
  readonly error: Error | null;
}

const TYPING_PAUSE_MS = 300;

/**
 * What would happen if this were sent now; asked when the typing pauses, and again whenever
 * somebody changes something. Undefined while nothing whole is there to be judged.
 */
export function usePreview<Thing = unknown>(
  path: string | undefined,
  body: object | undefined,
): Foretold<Thing> {
  const sent = textOf(body);
  const settled = useSettled(sent);
  const isAsked = areThere(sent, settled, path);
  const { data, isFetching, error, isPlaceholderData } = useQuery({
    queryKey: ['previews', path, settled],
    queryFn: ({ signal }) => ask<Thing>(path ?? '', settled ?? '', signal),
    enabled: isAsked,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    placeholderData: (before) => before,
  });
  const isCurrent = isAsked && sent === settled;
  const isThere = isCurrent && !isPlaceholderData;
  return {
    verdict: isThere ? data : undefined,
    latest: isAsked ? data : undefined,
    isAsking: isAsked && (isFetching || !isCurrent),
    error: isCurrent ? error : null,
  };
}

function textOf(body: object | undefined): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body);
}

function areThere(...texts: readonly (string | undefined)[]): boolean {
  return !texts.includes(undefined);
}

/** @throws {Problem} for what is no verdict */
async function ask<Thing>(
  path: string,
  body: string,
  signal: AbortSignal,
): Promise<Verdict<Thing>> {
  const headers = { 'content-type': 'application/json' };
  const answer = await sessionFetch(new Request(path, { method: 'POST', headers, body, signal }));
  const content: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw problemOf(answer, content);
  return content as Verdict<Thing>;
}

function useSettled(text: string | undefined): string | undefined {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}

/** The refusal of a verdict as the write would throw it; null where nothing refuses. */
export function refusalOf({ problem }: Verdict): Problem | null {
  return problem === null ? null : new Problem(422, problem.code ?? '', problem);
}

/** The refusals of a verdict, each with its figures. */
export function refusalsOf(verdict: Verdict) {
  return refusalOf(verdict)?.errors ?? [];
}
