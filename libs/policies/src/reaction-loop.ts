import { setTimeout as pause } from 'node:timers/promises';

import { type Pool } from 'pg';

import { type Policy, type Reaction } from './policy';
import { dueReactions, forgetReactions, putOffReaction } from './reaction-tables';

/** Commands that go at a time: those of one site share an append. */
const REACTIONS_AT_ONCE = 32;
/** Whoever finds reactions says so; this is for those that were put off. */
const LOOK_AGAIN_MS = 1_000;

export interface ReactionSetting {
  readonly pool: Pool;
  readonly policy: Policy;
  readonly onPutOff: (id: string, why: string) => void;
}

/**
 * Carries out the reactions that were found. One is forgotten when it was carried out, so whatever
 * dies, it is carried out; again perhaps, which its command's id and the facts make harmless. One
 * that cannot be carried out now holds up no other.
 */
export class ReactionLoop {
  private rest = new AbortController();
  private hasNews = true;

  constructor(private readonly setting: ReactionSetting) {}

  /** There are reactions that were not there before. */
  wake(): void {
    this.hasNews = true;
    this.rest.abort();
  }

  /** Until the signal. @throws what the database said */
  async run(signal: AbortSignal): Promise<void> {
    const { pool, policy } = this.setting;
    while (!signal.aborted) {
      this.hasNews = false;
      const due = await dueReactions(pool, policy.name, REACTIONS_AT_ONCE);
      if (due.length > 0) await this.carryOutAll(due);
      else if (!this.hasNews) await this.restUntilNews(signal);
    }
  }

  private async carryOutAll(reactions: readonly Reaction[]): Promise<void> {
    const { pool, policy } = this.setting;
    const done = await Promise.all(reactions.map((reaction) => this.isCarriedOut(reaction)));
    const ids = reactions.filter((_, index) => done[index] === true).map(({ id }) => id);
    await forgetReactions(pool, policy.name, ids);
  }

  private async isCarriedOut(reaction: Reaction): Promise<boolean> {
    const { pool, policy, onPutOff } = this.setting;
    const why = await this.whyNotDone(reaction);
    if (why === undefined) return true;
    await putOffReaction(pool, policy.name, { id: reaction.id, why });
    onPutOff(reaction.id, why);
    return false;
  }

  private async whyNotDone(reaction: Reaction): Promise<string | undefined> {
    try {
      const end = await this.setting.policy.carryOut(reaction);
      return end.kind === 'done' ? undefined : end.why;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  private async restUntilNews(signal: AbortSignal): Promise<void> {
    this.rest = new AbortController();
    const either = AbortSignal.any([signal, this.rest.signal]);
    await pause(LOOK_AGAIN_MS, undefined, { signal: either }).catch(() => undefined);
  }
}
