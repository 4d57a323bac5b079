import { setTimeout as pause } from 'node:timers/promises';

import { type Position } from '@chargebook/event-store';
import { type Pool } from 'pg';

import { shownCheckpoints } from './checkpoint-query';
import { versionOf } from './names';
import { type ProjectionGroup } from './projection';

export interface FreshnessWish {
  readonly group: ProjectionGroup;
  readonly position: Position;
  readonly timeoutMs: number;
}

interface Waiter extends FreshnessWish {
  readonly resolve: (isFresh: boolean) => void;
}

const POLL_MS = 20;

/**
 * Waits until what readers are shown has come to a position, whoever folds it: told by the runner
 * of this process, and by one poll for all who wait, which runs only while somebody does.
 */
export class Freshness {
  private readonly waiters = new Set<Waiter>();
  private readonly known = new Map<string, Position>();
  private isPolling = false;

  constructor(private readonly pool: Pool) {}

  /** True when it is as fresh as wished, false when it was not within the time. Never rejects. */
  waitFor(wish: FreshnessWish): Promise<boolean> {
    if (this.isFresh(wish)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const waiter: Waiter = { ...wish, resolve: settle };
      const timer = setTimeout(() => settle(false), wish.timeoutMs);
      const { waiters } = this;
      function settle(isFresh: boolean): void {
        clearTimeout(timer);
        waiters.delete(waiter);
        resolve(isFresh);
      }
      this.waiters.add(waiter);
      void this.poll();
    });
  }

  /** True while somebody waits for any position of the group. */
  isAwaited({ name }: ProjectionGroup): boolean {
    return [...this.waiters].some(({ group }) => group.name === name);
  }

  note(group: ProjectionGroup, position: Position): void {
    this.known.set(keyOf(group.name, versionOf(group)), position);
    this.wake();
  }

  /** Answers false to all who wait. */
  stop(): void {
    for (const waiter of this.waiters) waiter.resolve(false);
  }

  private async poll(): Promise<void> {
    if (this.isPolling) return;
    this.isPolling = true;
    while (this.waiters.size > 0) {
      // While the database is away nobody gets fresher: the waiters' own timers answer them.
      await this.ask().catch(() => undefined);
      if (this.waiters.size > 0) await pause(POLL_MS);
    }
    this.isPolling = false;
  }

  private async ask(): Promise<void> {
    for (const shown of await shownCheckpoints(this.pool, { counted: false })) {
      this.known.set(keyOf(shown.groupName, shown.version), shown.position);
    }
    this.wake();
  }

  private wake(): void {
    for (const waiter of this.waiters) if (this.isFresh(waiter)) waiter.resolve(true);
  }

  private isFresh({ group, position }: FreshnessWish): boolean {
    return (this.known.get(keyOf(group.name, versionOf(group))) ?? '') >= position;
  }
}

function keyOf(groupName: string, version: string): string {
  return `${groupName} ${version}`;
}
