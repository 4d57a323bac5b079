import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { type EventStore, type Position } from '@chargebook/event-store';
import { type Pool } from 'pg';

import { shownCheckpoints } from './checkpoint-query';
import { dropUnusedTables } from './drop-unused';
import { Freshness } from './freshness';
import { beginGeneration } from './generations';
import { GroupRunner } from './group-runner';
import { LagGauge } from './lag-gauge';
import { checkNames, versionOf } from './names';
import { type ParseEvent, type ProjectionGroup } from './projection';
import { createRegistry, keptGenerations, lockSchema } from './registry';
import { type Advance, type ProjectionReport } from './reports';
import { SessionLocks } from './session-locks';
import { type GroupStatus, statusOf } from './status';
import { inTransaction } from './transaction';
import { trustGeneration } from './trust';

export interface RunnerOptions {
  /** Needs one connection for good, and one for each group while it folds. */
  readonly pool: Pool;
  readonly store: EventStore;
  readonly groups: readonly ProjectionGroup[];
  readonly parse: ParseEvent;
  /**
   * `elsewhere`: this process folds only what has been filled already, and reports `fill-needed`;
   * a process with `here` fills, so that no request waits for it. `here` when not said.
   */
  readonly fills?: 'here' | 'elsewhere';
  readonly report?: (report: ProjectionReport) => void;
}

const PATROL_MS = 250;
const LONGEST_BACK_OFF_MS = 5_000;
const GATHER_MS = 10;
/** What changes no row moves the checkpoint so late, unless somebody waits in this process. */
const HOLD_MS = 50;
const STOP_WITHIN_MS = 5_000;

/** Keeps the read models of one process's code fresh, alone or in turn with other processes. */
export class ProjectionRunner {
  private readonly emitter = new EventEmitter<{ advanced: [Advance] }>();
  private readonly freshness: Freshness;
  private readonly locks: SessionLocks;
  private readonly runners: ReadonlyMap<string, GroupRunner>;
  private readonly lag = new LagGauge(() => performance.now());
  private readonly stopping = new AbortController();
  private readonly killing = new AbortController();
  private patrolling: Promise<void> | undefined;
  private hasRegistry = false;
  private failure: unknown;

  /** @throws Error when a name of a projection or column cannot stand in SQL. */
  constructor(private readonly options: RunnerOptions) {
    options.groups.forEach(checkNames);
    this.freshness = new Freshness(options.pool);
    this.locks = new SessionLocks(options.pool, () => void this.haltAll());
    this.runners = new Map(options.groups.map((group) => [group.name, this.runnerOf(group)]));
  }

  /**
   * Sees to it that no reader is shown rows of another log, or of a future that a restore took
   * back: to be awaited before anybody reads. Rejects when the database or the store does not
   * answer.
   */
  async distrustLost(): Promise<void> {
    await this.ensureRegistry();
    const { pool, store, groups } = this.options;
    for (const group of groups) {
      const kept = await keptGenerations(pool, { name: group.name, version: versionOf(group) });
      for (const generation of kept) await trustGeneration({ pool }, store, generation);
    }
  }

  /** Begins to fold; returns at once. A database that is away is tried again for ever. */
  start(): void {
    // Idle connections that break are the pool's to replace, and no reason to end the process.
    this.options.pool.on('error', () => undefined);
    this.patrolling ??= this.patrolUntilStopped();
  }

  /** Ends after the batches in hand, within 5 seconds. The pool is left to its owner. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const timer = setTimeout(() => this.killing.abort(), STOP_WITHIN_MS);
    await Promise.all([this.haltAll(), this.patrolling]);
    await this.haltAll();
    clearTimeout(timer);
    this.freshness.stop();
    await this.locks.close();
  }

  /** Calls back after every checkpoint of this process; gives the way to end that. */
  onAdvanced(listener: (advance: Advance) => void): () => void {
    this.emitter.on('advanced', listener);
    return () => this.emitter.off('advanced', listener);
  }

  /**
   * True when readers of the group are shown at least `position` within `timeoutMs`, also when
   * another process folds. Works without `start`.
   */
  waitFor(groupName: string, position: Position, timeoutMs: number): Promise<boolean> {
    return this.freshness.waitFor({ group: this.group(groupName), position, timeoutMs });
  }

  /** One per group. Rejects when the database or the store does not answer. */
  async status(): Promise<readonly GroupStatus[]> {
    await this.ensureRegistry();
    const head = await this.options.store.head();
    const shown = await shownCheckpoints(this.options.pool, { counted: true });
    return [...this.runners.values()].map((runner) =>
      statusOf({ runner, shown, head, lag: this.lag, failure: this.failure }),
    );
  }

  /** Resolves when every group is shown and none is being filled; rejects when stopped before. */
  async untilFilled(): Promise<void> {
    while (!(await this.isFilled())) await pause(PATROL_MS, undefined, this.stopping);
  }

  /**
   * Fills the group's next generation beside the one that is read, which it then replaces. Whoever
   * fills takes it up, be it another process. Gives the generation's number.
   */
  async rebuild(groupName: string): Promise<number> {
    await this.ensureRegistry();
    const { pool, store } = this.options;
    const group = this.group(groupName);
    return beginGeneration({ pool }, { group, identity: store.identity, which: 'next' });
  }

  /**
   * Drops what neither this code nor any running process keeps, of the named groups or of all;
   * gives the names of the tables.
   */
  async dropUnused(groupNames?: readonly string[]): Promise<readonly string[]> {
    await this.ensureRegistry();
    const { pool, groups } = this.options;
    return dropUnusedTables(pool, { versions: groups.map(versionOf), groupNames });
  }

  private runnerOf(group: ProjectionGroup): GroupRunner {
    const { pool, store, parse, fills = 'here' } = this.options;
    return new GroupRunner({
      pool,
      store,
      parse,
      fills,
      group,
      locks: this.locks,
      gatherMs: GATHER_MS,
      holdMs: HOLD_MS,
      isAwaited: () => this.freshness.isAwaited(group),
      kill: this.killing.signal,
      report: (report) => this.tell(report),
      onAdvanced: (advance) => this.note(group, advance),
    });
  }

  private note(group: ProjectionGroup, advance: Advance): void {
    if (advance.isShown) this.freshness.note(group, advance.position);
    withoutHarm(() => this.emitter.emit('advanced', advance));
  }

  private tell(report: ProjectionReport): void {
    withoutHarm(() => this.options.report?.(report));
  }

  private group(name: string): ProjectionGroup {
    const runner = this.runners.get(name);
    if (runner === undefined) throw new Error(`there is no group of projections named "${name}"`);
    return runner.group;
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
      await this.ensureRegistry();
      for (const runner of this.runners.values()) await runner.patrol();
      this.failure = undefined;
      return true;
    } catch (error) {
      this.failure = error;
      return false;
    }
  }

  private async ensureRegistry(): Promise<void> {
    if (this.hasRegistry) return;
    await inTransaction({ pool: this.options.pool }, async (client) => {
      await lockSchema(client);
      await createRegistry(client);
    });
    this.hasRegistry = true;
  }

  private async haltAll(): Promise<void> {
    await Promise.all([...this.runners.values()].map((runner) => runner.halt()));
  }

  private async isFilled(): Promise<boolean> {
    const groups = await this.status();
    return groups.every(({ isReady, isFilling }) => isReady && !isFilling);
  }
}

/** A listener that fails must not stop the fold. */
function withoutHarm(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing hangs on being heard.
  }
}
