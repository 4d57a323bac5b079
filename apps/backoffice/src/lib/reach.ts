import { Unreachable } from './problem';

/** Longer than the service ever takes: what still has no answer then will have none. */
const ANSWER_WITHIN_MS = 20_000;

/**
 * Asks, and says so in the end where nothing comes back. @throws {Unreachable} then; whatever the
 * asker himself broke it off with
 */
export async function reach(
  request: Request,
  withinMs: number = ANSWER_WITHIN_MS,
): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), withinMs);
  try {
    const signal = AbortSignal.any([request.signal, patience.signal]);
    return await fetch(request, { signal });
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new Unreachable(error);
  } finally {
    clearTimeout(timer);
  }
}
