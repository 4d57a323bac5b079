import { setTimeout as pause } from 'node:timers/promises';

const FIRST_BACK_OFF_MS = 50;
const LONGEST_BACK_OFF_MS = 2_000;

/** What the work resolves to, or undefined as soon as `signal` aborts. */
export async function unlessAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal,
): Promise<Result | undefined> {
  let leave = (): void => undefined;
  const left = new Promise<undefined>((resolve) => {
    leave = () => resolve(undefined);
  });
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  try {
    return await Promise.race([work, left]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** Full jitter, so that readers that lost one server do not come back in step. */
export async function backOff(failures: number, signal: AbortSignal): Promise<void> {
  const ceilingMs = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** failures);
  await pause(Math.random() * ceilingMs, undefined, { signal }).catch(() => undefined);
}
