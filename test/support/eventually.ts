import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * What the attempt answers once it does not throw; its last error when it still does after the
 * time is up.
 */
export async function eventually<Result>(
  attempt: () => Result | Promise<Result>,
  withinMs = 10_000,
): Promise<Result> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await pause(POLL_MS);
  }
}
