/**
 * Renews the session, one renewal at a time for all tabs of the browser: a renewal makes the one
 * before worthless, and two that overlap would end the session.
 */
let underWay: Promise<boolean> | undefined;

/** All tabs wait for it. Once it was renewed, the service takes the secret before for 10 s more. */
const ANSWER_WITHIN_MS = 5_000;

/** Who comes from where too many ask without a session is told that instead of its lack. */
export function lacksSession({ status }: Response): boolean {
  return status === 401 || status === 429;
}

/** True when the session is good again. @throws Error when that cannot be found out just now */
export function renewSession(): Promise<boolean> {
  underWay ??= alone(renew).finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function renew(): Promise<boolean> {
  // Another tab may have renewed it while this one waited.
  const known = await fetch('/v1/me', inTime());
  if (!lacksSession(known)) return true;
  const renewed = await fetch('/auth/refresh', { method: 'POST', ...inTime() });
  // A service that is away or busy has said nothing of the session.
  if (renewed.status >= 500) throw new Error('the session cannot be renewed just now');
  return renewed.ok;
}

function inTime(): { readonly signal: AbortSignal } {
  return { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) };
}

type Act = () => Promise<boolean>;

/** What shuts out all other tabs of the browser for as long as something is done. */
interface Locks {
  readonly request: (name: string, act: Act) => Promise<boolean>;
}

/** Browsers have locks on https and on the own machine alone; elsewhere a tab stands for itself. */
async function alone(act: Act): Promise<boolean> {
  const { navigator } = globalThis as { readonly navigator?: { readonly locks?: Locks } };
  const locks = navigator?.locks;
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
