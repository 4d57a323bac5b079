import { LRUCache } from 'lru-cache';

const WINDOW_MS = 60_000;
const MAX_ADDRESSES = 10_000;

interface Window {
  readonly endsAtMs: number;
  count: number;
}

/** Counts requests without a valid token per address and minute, in bounded memory. */
export class FailedAttempts {
  private readonly windows = new LRUCache<string, Window>({ max: MAX_ADDRESSES });

  constructor(
    private readonly maxPerMinute: number,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** Counts one more; seconds to wait, 0 while there are not too many. */
  count(address: string): number {
    const nowMs = this.nowMs();
    const known = this.windows.get(address);
    const isOpen = known !== undefined && known.endsAtMs > nowMs;
    const window = isOpen ? known : { endsAtMs: nowMs + WINDOW_MS, count: 0 };
    window.count += 1;
    this.windows.set(address, window);
    return window.count <= this.maxPerMinute ? 0 : Math.ceil((window.endsAtMs - nowMs) / 1_000);
  }
}
