import { type EventStore, type Position } from '@chargebook/event-store';
import { type Pool } from 'pg';

import { messageOf } from './database-errors';
import { GenerationLoop, type LoopEnd } from './generation-loop';
import { beginGeneration } from './generations';
import { lockOf, versionOf } from './names';
import { type Poison } from './parking';
import { type ParseEvent, type ProjectionGroup } from './projection';
import { type Generation, keptGenerations } from './registry';
import { type Advance, type ProjectionReport } from './reports';
import { type SessionLocks } from './session-locks';

export interface GroupSetting {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly group: ProjectionGroup;
  readonly parse: ParseEvent;
  readonly locks: SessionLocks;
  readonly fills: 'here' | 'elsewhere';
  readonly gatherMs: number;
  readonly holdMs: number;
  /** True while somebody of this process waits to be shown a position of the group. */
  readonly isAwaited: () => boolean;
  /** Cuts transactions that do not end in time. */
  readonly kill: AbortSignal;
  readonly report: (report: ProjectionReport) => void;
  readonly onAdvanced: (advance: Advance) => void;
}

type Trouble = Extract<LoopEnd, { readonly kind: 'waiting' | 'failed' }>;

interface Running {
  readonly loop: GenerationLoop;
  readonly stopping: AbortController;
  readonly ended: Promise<void>;
}

/** A generation is left for this long after a failure, and while it waits for newer code. */
const REST_MS = 1_000;

/** Folds those generations of one group that no other process folds. */
export class GroupRunner {
  private readonly running = new Map<number, Running>();
  private readonly restingUntilMs = new Map<number, number>();
  private readonly reached = new Map<number, Position | undefined>();
  /** What was reported last of each generation, which is taken up again and again. */
  private readonly told = new Map<number, string>();
  private haltCount = 0;
  private lastEnd: LoopEnd | undefined;

  constructor(private readonly setting: GroupSetting) {}

  get group(): ProjectionGroup {
    return this.setting.group;
  }

  /** What this process does for the group; `standby` = another one does it. */
  get phase(): 'filling' | 'live' | 'standby' {
    const phases = [...this.running.values()].map(({ loop }) => loop.phase);
    if (phases.includes('live')) return 'live';
    return phases.includes('filling') ? 'filling' : 'standby';
  }

  /** Why the last fold ended, when it ended by itself. */
  get trouble(): LoopEnd | undefined {
    return this.lastEnd;
  }

  /** Takes up every generation that nobody folds, and makes the first where there is none. */
  async patrol(): Promise<void> {
    const { pool, group, store, fills } = this.setting;
    const kept = await keptGenerations(pool, { name: group.name, version: versionOf(group) });
    const wanted = kept.filter(({ state }) => fills === 'here' || state === 'live');
    if (fills === 'elsewhere' && (kept.length === 0 || wanted.length < kept.length)) {
      this.setting.report({ kind: 'fill-needed', group: group.name });
    }
    if (kept.length === 0 && fills === 'here') {
      await beginGeneration({ pool }, { group, identity: store.identity, which: 'first' });
      return this.patrol();
    }
    this.leave(kept);
    for (const generation of wanted) await this.takeUp(generation);
  }

  /** Ends every fold after the batch in hand; a patrol takes them up again. */
  async halt(): Promise<void> {
    this.haltCount += 1;
    for (const { stopping } of this.running.values()) stopping.abort();
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
  }

  /** A fold that has nothing to write does not find out by itself that it is no longer kept. */
  private leave(kept: readonly Generation[]): void {
    for (const [number, { stopping }] of this.running) {
      if (!kept.some(({ generation }) => generation === number)) stopping.abort();
    }
  }

  private async takeUp(generation: Generation): Promise<void> {
    const number = generation.generation;
    if (this.running.has(number)) return;
    if (performance.now() < (this.restingUntilMs.get(number) ?? 0)) return;
    const { haltCount } = this;
    const lock = lockOf(generation.groupName, number);
    if (!(await this.setting.locks.tryLock(lock))) {
      this.lastEnd = undefined;
      return;
    }
    if (this.haltCount !== haltCount) return this.setting.locks.unlock(lock);
    const stopping = new AbortController();
    const loop = this.loopOf(generation, stopping.signal);
    const ended = loop.run(generation).then((end) => this.conclude(generation, end));
    this.running.set(number, { loop, stopping, ended });
  }

  private loopOf({ generation }: Generation, signal: AbortSignal): GenerationLoop {
    const { pool, kill, ...setting } = this.setting;
    return new GenerationLoop({
      ...setting,
      setting: { pool, kill },
      signal,
      onWritten: (position, poison) => this.noteWritten(generation, position, poison),
      onIndexRefused: (index) =>
        setting.report({ kind: 'index-refused', group: this.group.name, index }),
    });
  }

  private async conclude({ groupName, generation }: Generation, end: LoopEnd): Promise<void> {
    this.running.delete(generation);
    this.lastEnd = end;
    if (end.kind === 'failed' || end.kind === 'waiting') {
      this.restingUntilMs.set(generation, performance.now() + REST_MS);
      this.tellOnce(generation, end);
    }
    // A connection that is gone has taken its locks with it.
    await this.setting.locks.unlock(lockOf(groupName, generation)).catch(() => undefined);
  }

  /** The same trouble at the same place is no news. */
  private tellOnce(generation: number, end: Trouble): void {
    const reason = end.kind === 'failed' ? messageOf(end.error) : end.waitingFor.newerThanCode;
    const news = `${end.kind} at ${this.reached.get(generation) ?? 'the beginning'}: ${reason}`;
    if (this.told.get(generation) === news) return;
    this.told.set(generation, news);
    this.setting.report({ ...end, group: this.group.name });
  }

  private noteWritten(
    generation: number,
    position: Position | undefined,
    poison: readonly Poison[],
  ): void {
    const group = this.group.name;
    const isShown = this.running.get(generation)?.loop.phase === 'live';
    if (isOver(this.lastEnd, position)) this.lastEnd = undefined;
    this.reached.set(generation, position);
    for (const each of poison) this.setting.report({ kind: 'parked', group, poison: each });
    if (position !== undefined) this.setting.onAdvanced({ group, generation, position, isShown });
  }
}

/** A fold that waits is taken up again and again, and comes no further. */
function isOver(end: LoopEnd | undefined, position: Position | undefined): boolean {
  return end?.kind !== 'waiting' || (position ?? '') >= end.waitingFor.recorded.position;
}
