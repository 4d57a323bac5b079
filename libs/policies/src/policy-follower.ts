import { type EventStore } from '@chargebook/event-store';
import { type ParseEvent, type SessionLocks } from '@chargebook/projections';
import { type Pool } from 'pg';

import { openFollower } from './checkpoints';
import { CheckpointTaken, LogReading } from './log-reading';
import { type Policy } from './policy';
import { type PolicyReport } from './policy-reports';
import { ReactionLoop } from './reaction-loop';

/**
 * `standby`: another process does the work, or nobody yet. `stopped`: its checkpoint is not of this
 * log. `waiting`: at an event that is newer than this code.
 */
export type PolicyState = 'active' | 'standby' | 'waiting' | 'stopped' | 'failed';

export interface FollowerSetting {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly parse: ParseEvent;
  readonly policy: Policy;
  readonly locks: SessionLocks;
  readonly report: (report: PolicyReport) => void;
}

interface Trouble {
  readonly state: 'waiting' | 'stopped' | 'failed';
  readonly detail: string;
}

interface Running {
  readonly stopping: AbortController;
  readonly ended: Promise<void>;
}

/** Left for this long after a failure, and while it waits for newer code or for a decision. */
const REST_MS = 1_000;

/** One policy in this process: at work while this process holds its lock. */
export class PolicyFollower {
  private running: Running | undefined;
  private trouble: Trouble | undefined;
  private restingUntilMs = 0;

  constructor(private readonly setting: FollowerSetting) {}

  get name(): string {
    return this.setting.policy.name;
  }

  get state(): PolicyState {
    return this.trouble?.state ?? (this.running === undefined ? 'standby' : 'active');
  }

  get detail(): string | undefined {
    return this.trouble?.detail;
  }

  /** Takes the policy up if nobody is at it. */
  async takeUp(): Promise<void> {
    if (this.running !== undefined || performance.now() < this.restingUntilMs) return;
    if (!(await this.setting.locks.tryLock(this.lock))) {
      this.trouble = undefined;
      return;
    }
    const stopping = new AbortController();
    const ended = this.work(stopping.signal).then(() => this.conclude());
    this.running = { stopping, ended };
  }

  /** Ends after what is under way; `takeUp` begins again. */
  async halt(): Promise<void> {
    this.running?.stopping.abort();
    await this.running?.ended;
  }

  private get lock(): string {
    return `chargebook.policy/${this.name}`;
  }

  /** Never rejects. */
  private async work(signal: AbortSignal): Promise<void> {
    try {
      await this.followLog(signal);
    } catch (error) {
      if (signal.aborted || error instanceof CheckpointTaken) return;
      const detail = messageOf(error);
      const isNews = this.trouble?.state !== 'failed' || this.trouble.detail !== detail;
      this.trouble = { state: 'failed', detail };
      if (isNews) this.setting.report({ kind: 'failed', policy: this.name, error });
    }
  }

  private async followLog(signal: AbortSignal): Promise<void> {
    const { pool, store, policy, report } = this.setting;
    const follower = await openFollower(pool, policy.name, store.identity.storeId);
    const isSameLog = follower.storeId === store.identity.storeId;
    const { mark } = follower;
    if (!isSameLog || (mark !== undefined && !(await store.holds(mark)))) return this.stop();
    if (this.trouble?.state === 'stopped') this.trouble = undefined;
    const onPutOff = (id: string, why: string): void =>
      report({ kind: 'put-off', policy: policy.name, id, why });
    const reactions = new ReactionLoop({ pool, policy, onPutOff });
    const reading = new LogReading(
      {
        ...this.setting,
        onRead: () => {
          this.trouble = undefined;
        },
        onFound: () => reactions.wake(),
        onPassedOver: (event) => report({ kind: 'passed-over', policy: policy.name, event }),
      },
      follower,
    );
    const newerThanCode = await together(signal, [
      (either) => reading.run(either),
      (either) => reactions.run(either),
    ]);
    if (typeof newerThanCode === 'string') this.wait(newerThanCode);
  }

  private wait(newerThanCode: string): void {
    const isNews = this.trouble?.state !== 'waiting';
    this.trouble = { state: 'waiting', detail: `${newerThanCode} is too new` };
    if (isNews) this.setting.report({ kind: 'waiting', policy: this.name, newerThanCode });
  }

  private stop(): void {
    const why =
      'the event that was read last is not in this log: restore the log first, then the database ' +
      `of the same time or older; or npm run policies -- begin-anew ${this.name}`;
    const isNews = this.trouble?.state !== 'stopped';
    this.trouble = { state: 'stopped', detail: why };
    if (isNews) this.setting.report({ kind: 'stopped', policy: this.name, why });
  }

  private async conclude(): Promise<void> {
    this.running = undefined;
    if (this.trouble !== undefined) this.restingUntilMs = performance.now() + REST_MS;
    // A connection that is gone has taken its locks with it.
    await this.setting.locks.unlock(this.lock).catch(() => undefined);
  }
}

type Work = (signal: AbortSignal) => Promise<unknown>;

/**
 * When one of them ends, all are ended; gives the first's result, and throws what one threw. The
 * signal is left to whoever halts: what fails by itself is told from what was halted by it.
 */
async function together(halted: AbortSignal, works: readonly Work[]): Promise<unknown> {
  const ended = new AbortController();
  const signal = AbortSignal.any([halted, ended.signal]);
  const ends = await Promise.allSettled(
    works.map((work) => work(signal).finally(() => ended.abort())),
  );
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return ends[0]?.status === 'fulfilled' ? ends[0].value : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
