import { setTimeout as pause } from 'node:timers/promises';

import { type EventStore, type Position } from '@chargebook/event-store';
import { LagGauge, type ParseEvent, SessionLocks } from '@chargebook/projections';
import { type Pool } from 'pg';

import { followers } from './checkpoints';
import { type Policy } from './policy';
import { PolicyFollower, type PolicyState } from './policy-follower';
import { type PolicyReport } from './policy-reports';
import { createPolicyTables } from './policy-schema';
import { countReactions } from './reaction-tables';

export interface PolicyRunnerOptions {
  /** Needs one connection for good. */
  readonly pool: Pool;
  readonly store: EventStore;
  readonly parse: ParseEvent;
  readonly policies: readonly Policy[];
  readonly report?: (report: PolicyReport) => void;
}

export interface PolicyStatus {
  readonly policy: string;
  readonly state: PolicyState;
  /** Up to where the log was read, by whatever process. */
  readonly position: Position | undefined;
  /** 0 when the head is reached. */
  readonly lagMs: number;
  /** Reactions that are known and not carried out yet. */
  readonly pendingCount: number;
  /** Of these, tried in vain: they are tried again, and hold up no other. */
  readonly putOffCount: number;
  /** Why the state is what it is, or what stands in the way of the first that was put off. */
  readonly detail: string | undefined;
}

const NOTHING_PENDING = { pendingCount: 0, putOffCount: 0, trouble: null } as const;

const PATROL_MS = 250;
const LONGEST_BACK_OFF_MS = 5_000;

/** Keeps the policies of the book at work, alone or in turn with other processes. */
export class PolicyRunner {
  private readonly followers: readonly PolicyFollower[];
  private readonly locks: SessionLocks;
  private readonly lag = new LagGauge(() => performance.now());
  private readonly stopping = new AbortController();
  private patrolling: Promise<void> | undefined;
  private hasTables = false;

  constructor(private readonly options: PolicyRunnerOptions) {
    const { pool, store, parse, policies } = options;
    const report = (told: PolicyReport): void => this.options.report?.(told);
    this.locks = new SessionLocks(pool, () => void this.haltAll());
    this.followers = policies.map(
      (policy) => new PolicyFollower({ pool, store, parse, policy, locks: this.locks, report }),
    );
  }

  /** Begins to work; returns at once. A database that is away is tried again for ever. */
  start(): void {
    this.patrolling ??= this.patrolUntilStopped();
  }

  /** Ends after what is under way. The pool is left to its owner. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.haltAll(), this.patrolling]);
    await this.haltAll();
    await this.locks.close();
  }

  /** One per policy, whoever works. Rejects when the database or the store does not answer. */
  async status(): Promise<readonly PolicyStatus[]> {
    await this.ensureTables();
    const { pool, store } = this.options;
    const head = await store.head();
    const [checkpoints, counts] = await Promise.all([followers(pool), countReactions(pool)]);
    return this.followers.map(({ name: policy, state, detail }) => {
      const position = checkpoints.find(({ name }) => name === policy)?.position;
      const counted = counts.find((each) => each.policy === policy) ?? NOTHING_PENDING;
      const { pendingCount, putOffCount, trouble } = counted;
      const lagMs = this.lag.sample(policy, { position, head });
      const why = detail ?? trouble ?? undefined;
      return { policy, state, position, lagMs, pendingCount, putOffCount, detail: why };
    });
  }

  private async patrolUntilStopped(): Promise<void> {
    let delayMs = PATROL_MS;
    while (!this.stopping.signal.aborted) {
      const isWell = await this.patrol();
      delayMs = isWell ? PATROL_MS : Math.min(delayMs * 2, LONGEST_BACK_OFF_MS);
      await pause(delayMs, undefined, this.stopping).catch(() => undefined);
    }
  }

  private async patrol(): Promise<boolean> {
    try {
      await this.ensureTables();
      for (const follower of this.followers) await follower.takeUp();
      return true;
    } catch {
      // Whoever asks for the status is told; here it is tried again.
      return false;
    }
  }

  private async ensureTables(): Promise<void> {
    if (this.hasTables) return;
    await createPolicyTables(this.options.pool);
    this.hasTables = true;
  }

  private async haltAll(): Promise<void> {
    await Promise.all(this.followers.map((follower) => follower.halt()));
  }
}
