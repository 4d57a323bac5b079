import { type Position } from '@chargebook/event-store';

interface Ahead {
  readonly head: Position;
  readonly seenAtMs: number;
}

/**
 * How long a group has been behind: the time since a head was first seen that it has not reached
 * yet. As exact as the gauge is asked often.
 */
export class LagGauge {
  private readonly ahead = new Map<string, Ahead>();

  constructor(private readonly nowMs: () => number) {}

  /** Milliseconds; 0 when `position` has reached `head`, or the head was never seen before. */
  sample(group: string, progress: { position: Position | undefined; head: Position }): number {
    const position = progress.position ?? '';
    const now = this.nowMs();
    const known = this.ahead.get(group);
    if (known !== undefined && position < known.head) return Math.round(now - known.seenAtMs);
    if (position < progress.head) this.ahead.set(group, { head: progress.head, seenAtMs: now });
    else this.ahead.delete(group);
    return 0;
  }
}
