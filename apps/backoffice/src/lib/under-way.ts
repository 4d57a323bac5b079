import { useSyncExternalStore } from 'react';

/** What goes on in this tab while one looks around in it. */
export interface UnderWay {
  /** Where it is looked after; there is one thing at a place. */
  readonly path: string;
  /** How far it is; undefined where there is nothing to say. */
  readonly text: string | undefined;
  readonly stop: () => void;
}

let all: readonly UnderWay[] = [];
const listeners = new Set<() => void>();

export function tellUnderWay(told: UnderWay): void {
  if (all.find(({ path }) => path === told.path)?.text === told.text) return;
  change([...all.filter(({ path }) => path !== told.path), told]);
}

/** Whoever goes out takes it along: nothing is done in the name of the next one. */
export function stopAllUnderWay(): void {
  const stopped = all;
  change([]);
  for (const { stop } of stopped) stop();
}

export function useUnderWay(): readonly UnderWay[] {
  return useSyncExternalStore(subscribe, () => all);
}

function change(next: readonly UnderWay[]): void {
  all = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
