import { type FedEvent } from './page.state';
import { retryDelayMs } from './retry.rules';

interface Lane {
  readonly waiting: FedEvent[];
  failures: number;
  /** In milliseconds of the epoch. */
  dueAtMs: number;
  isSending: boolean;
}

export type Failed = 'again' | 'given-up';

/**
 * What waits to be delivered to one receiver: a lane for each thing, whose events go one after
 * another; another thing's do not wait for them.
 */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private readonly undelivered = new Map<string, FedEvent>();
  /** Where the log had been read to before each event that waits. */
  private readonly predecessors = new Map<string, string>();
  private heldLength = 0;

  /** All that stands up to `reached` was delivered or waits here. */
  constructor(private reached: string) {}

  get size(): number {
    return this.undelivered.size;
  }

  /** Of the texts of all that waits, in characters. */
  get textLength(): number {
    return this.heldLength;
  }

  /** Everything up to here was delivered; events come in the order of the log. */
  get delivered(): string {
    const [oldest] = this.undelivered.values();
    return oldest === undefined ? this.reached : this.before(oldest);
  }

  /** Failures in a row of the lane that has most of them. */
  get failures(): number {
    return Math.max(0, ...[...this.lanes.values()].map(({ failures }) => failures));
  }

  /** When a lane that waits is due; undefined when none waits. */
  get nextDueMs(): number | undefined {
    const idle = [...this.lanes.values()].filter(({ isSending }) => !isSending);
    return idle.length === 0 ? undefined : Math.min(...idle.map(({ dueAtMs }) => dueAtMs));
  }

  add(events: readonly FedEvent[], reached: string): void {
    for (const event of events) {
      this.predecessors.set(event.position, this.reached);
      this.reached = event.position;
      this.undelivered.set(event.position, event);
      this.heldLength += event.text.length;
      const lane = this.lanes.get(event.thing) ?? newLane();
      lane.waiting.push(event);
      this.lanes.set(event.thing, lane);
    }
    this.reached = reached;
  }

  /** The next event of each lane that is due, `most` at most; each is then being sent. */
  take(nowMs: number, most: number): readonly FedEvent[] {
    const taken: FedEvent[] = [];
    for (const lane of this.lanes.values()) {
      if (taken.length >= most) break;
      const [next] = lane.waiting;
      if (lane.isSending || lane.dueAtMs > nowMs || next === undefined) continue;
      lane.isSending = true;
      taken.push(next);
    }
    return taken;
  }

  succeeded({ thing, position, text }: FedEvent): void {
    const lane = this.laneOf(thing);
    lane.waiting.shift();
    this.heldLength -= text.length;
    this.undelivered.delete(position);
    this.predecessors.delete(position);
    if (lane.waiting.length === 0) this.lanes.delete(thing);
    else Object.assign(lane, { ...newLane(), waiting: lane.waiting });
  }

  failed({ thing }: FedEvent, nowMs: number): Failed {
    const lane = this.laneOf(thing);
    lane.isSending = false;
    lane.failures += 1;
    const delayMs = retryDelayMs(lane.failures);
    lane.dueAtMs = nowMs + (delayMs ?? 0);
    return delayMs === undefined ? 'given-up' : 'again';
  }

  private before({ position }: FedEvent): string {
    return this.predecessors.get(position) ?? this.reached;
  }

  private laneOf(thing: string): Lane {
    const lane = this.lanes.get(thing);
    if (lane === undefined) throw new Error(`nothing of ${thing} waits`);
    return lane;
  }
}

function newLane(): Lane {
  return { waiting: [], failures: 0, dueAtMs: 0, isSending: false };
}
