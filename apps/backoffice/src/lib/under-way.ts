import { useSyncExternalStore } from 'react';

/** What goes on in this tab while one looks around in it. */
export interface UnderWay {
  readonly text: string;
  /** Where it is looked after. */
  readonly path: string;
}

let all: readonly UnderWay[] = [];
const listeners = new Set<() => void>();

/** Says how far it is; `undefined`: it is over. */
export function tellUnderWay(path: string, text: string | undefined): void {
  if (all.find((each) => each.path === path)?.text === text) return;
  const others = all.filter((each) => each.path !== path);
  all = text === undefined ? others : [...others, { path, text }];
  for (const listener of listeners) listener();
}

export function useUnderWay(): readonly UnderWay[] {
  return useSyncExternalStore(subscribe, () => all);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
