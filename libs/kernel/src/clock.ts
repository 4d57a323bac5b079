import { type Instant } from './envelope';

/** Milliseconds since 1970, as the server's clock has them. */
export type Clock = () => number;

/** RULES 27: never before what the stream has recorded already. */
export function notBefore(previous: Instant | undefined, nowMs: number): Instant {
  const now = new Date(nowMs).toISOString() as Instant;
  return previous !== undefined && previous > now ? previous : now;
}

/** A pause with up to half of it more, so that rivals do not meet again at once. */
export function jitteredPause(pauseMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs * (1 + Math.random() / 2)));
}
