/** How far an import is. */
export type Phase = 'open' | 'checking' | 'checked' | 'running' | 'pausing' | 'paused' | 'done';

const BUSY: readonly Phase[] = ['checking', 'running', 'pausing'];

export function isBusy(phase: Phase): boolean {
  return BUSY.includes(phase);
}

/** What it is after a reload, which ends a check and interrupts a run. */
export function keptPhase(phase: Phase): 'open' | 'checked' | 'paused' | 'done' {
  if (phase === 'checking') return 'open';
  return phase === 'running' || phase === 'pausing' ? 'paused' : phase;
}
