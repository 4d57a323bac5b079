/** What can go wrong on demand. A fault hits calls as they arrive, commits, or streams' events. */
export const FAULTS = {
  // As a call arrives; in a batch stream, as an append arrives.
  silence: 'It is taken and never answered; nothing is written. Keepalive pings are answered.',
  cut: 'Every connection is cut; nothing is written.',
  unavailable: 'It is refused with UNAVAILABLE, as by a proxy without a server behind it.',
  'not-ready': 'It is refused by a server that begins or ends its work.',
  unauthenticated: 'It is refused with UNAUTHENTICATED, as with a wrong password.',
  'access-denied': 'It is refused with PERMISSION_DENIED, as without a right to the stream.',
  'not-leader': 'It is refused by a follower, which names the leader if one is given.',
  // Once an append is committed.
  'cut-after-commit': 'Every connection is cut before the answer.',
  'silence-after-commit': 'The answer never comes.',
  'timeout-after-commit': 'The answer is that the commit timed out.',
  'end-after-commit': 'The batch stream ends with OK before the answer.',
  // As an event of a read or of a subscription is due.
  'slow-stream': 'It comes so many milliseconds late.',
  'stall-stream': 'The stream stays open and gives nothing any more.',
  'end-stream': 'The stream ends with OK before the event.',
  'drop-stream': 'The stream fails with ABORTED, as for a consumer that is too slow.',
  'fall-behind': 'A subscription says that it fell behind, and so many milliseconds later not.',
  // As a subscription is opened behind a position.
  'deliver-twice': 'It begins with the event at that position once more.',
} as const;

export type FaultKind = keyof typeof FAULTS;

/** The calls of the protocol that a fault may hit. */
export type Method = 'features' | 'gossip' | 'append' | 'batch-append' | 'read' | 'subscribe';

export interface Fault {
  readonly kind: FaultKind;
  /** Which calls it hits; all that it can when left out. */
  readonly on?: readonly Method[];
  /** So many pass unharmed first: calls, commits, or events, by the kind. */
  readonly after?: number;
  /** So many are hit; until healed when left out. */
  readonly times?: number;
  /** For `slow-stream` and `fall-behind`. */
  readonly delayMs?: number;
  /** For `not-leader`. */
  readonly leader?: { readonly host: string; readonly port: number };
}

interface ArmedFault {
  readonly fault: Fault;
  passes: number;
  hits: number;
}

/** The faults that wait for their victims. */
export class FaultBoard {
  #armed: ArmedFault[] = [];

  arm(fault: Fault): void {
    const { after: passes = 0, times: hits = Infinity } = fault;
    this.#armed.push({ fault, passes, hits });
  }

  /** What was hit stays hit: a call that was left in silence is never answered. */
  heal(): void {
    this.#armed = [];
  }

  /** The fault of one of these kinds that hits now, if any does. */
  strike<Kind extends FaultKind>(
    kinds: readonly Kind[],
    method: Method,
  ): (Fault & { readonly kind: Kind }) | undefined {
    const isOfKind = (fault: Fault): fault is Fault & { readonly kind: Kind } =>
      kinds.some((kind) => kind === fault.kind);
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (!isOfKind(fault) || fault.on?.includes(method) === false) continue;
      if (armed.passes > 0) armed.passes -= 1;
      else if (armed.hits > 0) {
        armed.hits -= 1;
        return fault;
      }
    }
    return undefined;
  }
}
