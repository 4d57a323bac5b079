import { useQueries, useQuery } from '@tanstack/react-query';

import { sessionFetch } from './api';
import { problemOf } from './problem';
import { COMMON_TEXTS } from './texts/common';

interface NamedActors {
  readonly items: readonly { readonly id: string; readonly name: string }[];
}

/** The actor of what the service does by itself. */
export const SYSTEM = 'system';
const UNKNOWN = '…';

/** The name of whoever did something, his id where there is none; `…` until that is known. */
export function usePersonName(actorId: string): string {
  return shownName(actorId, useQuery(nameQuery(actorId)));
}

/** The same for several; they are asked for together. */
export function usePersonNames(actorIds: readonly string[]): (actorId: string) => string {
  const each = [...new Set(actorIds)];
  const answers = useQueries({ queries: each.map(nameQuery) });
  const names = new Map(each.map((actorId, place) => [actorId, answers[place]]));
  return (actorId) => shownName(actorId, names.get(actorId));
}

interface Named {
  readonly data: string | undefined;
  readonly isError: boolean;
}

function shownName(actorId: string, answer: Named | undefined): string {
  if (actorId === SYSTEM) return COMMON_TEXTS.system;
  return answer?.data ?? (answer?.isError === true ? actorId : UNKNOWN);
}

function nameQuery(actorId: string) {
  return {
    queryKey: ['actors', actorId],
    enabled: actorId !== SYSTEM,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => fetchName(actorId),
  };
}

/** Asked in the same moment, they are asked for together. */
let waiting: { readonly ids: Set<string>; readonly names: Promise<NamedActors> } | undefined;

async function fetchName(id: string): Promise<string> {
  waiting ??= gather();
  waiting.ids.add(id);
  const { items } = await waiting.names;
  return items.find((each) => each.id === id)?.name ?? id;
}

function gather() {
  const ids = new Set<string>();
  const names = new Promise((resolve) => setTimeout(resolve, 0)).then(async () => {
    waiting = undefined;
    const query = new URLSearchParams([...ids].map((id) => ['id', id]));
    const answer = await sessionFetch(new Request(`/v1/actors?${query}`));
    // Names are kept for good: an answer that is none must not pass for one without names.
    if (!answer.ok) throw problemOf(answer, undefined);
    return (await answer.json()) as NamedActors;
  });
  return { ids, names };
}
