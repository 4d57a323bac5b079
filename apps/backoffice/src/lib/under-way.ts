import { useSyncExternalStore } from 'react';

/** What goes on in this tab while one looks around in it. */
export interface UnderWay {
  /** In whose name. */
  readonly subject: string;
  /** Where it is looked after; there is one thing of a person at a place. */
  readonly path: string;
  /** How far it is; undefined where there is nothing to say. */
  readonly text: string | undefined;
  readonly stop: () => void;
}

let all: readonly UnderWay[] = [];
const listeners = new Set<() => void>();

export function tellUnderWay(told: UnderWay): void {
  const isIt = ({ subject, path }: UnderWay): boolean =>
    subject === told.subject && path === told.path;
  const before = all.find(isIt);
  if (before !== undefined && before.text === told.text) return;
  change([...all.filter((each) => !isIt(each)), told]);
}

/** Stops also what has nothing to say. Undefined: nobody is here any more, and all are others. */
export function stopUnderWayOfOthers(own: string | undefined): void {
  const others = all.filter(({ subject }) => subject !== own);
  change(all.filter(({ subject }) => subject === own));
  for (const { stop } of others) stop();
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
