/**
 * Renews the session, one renewal at a time for all tabs of the browser: a renewal makes the one
 * before worthless, and two that overlap would end the session.
 */
let underWay: Promise<boolean> | undefined;

/** True when the session is good again. */
export function renewSession(): Promise<boolean> {
  underWay ??= alone(renew).finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function renew(): Promise<boolean> {
  // Another tab may have renewed it while this one waited.
  const known = await fetch('/v1/me');
  if (known.status !== 401) return true;
  const renewed = await fetch('/auth/refresh', { method: 'POST' });
  return renewed.ok;
}

/** Browsers have locks on https and on the own machine alone; elsewhere a tab stands for itself. */
async function alone(act: () => Promise<boolean>): Promise<boolean> {
  const { locks } = navigator as Partial<Navigator>;
  return locks === undefined ? act() : locks.request('chargebook-session', act);
}

type Listener = () => void;
const listeners = new Set<Listener>();

/** Calls back when the session is over and a person must sign in again. */
export function onSessionEnded(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function announceSessionEnd(): void {
  for (const listener of listeners) listener();
}
