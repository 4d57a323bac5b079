import { type EventStore, type FollowedBatch, type Position } from '@chargebook/event-store';

import { CheckpointMoved, GenerationRetired } from './database-errors';
import { gather } from './gather';
import { GenerationWriter, type GenerationWriting } from './generation-writer';
import { indexGeneration, type RefusedIndex, tidyGeneration } from './generation-indexes';
import { showGeneration } from './generations';
import { type Poison } from './parking';
import { type WaitingFor } from './read-events';
import { type Generation } from './registry';
import { trustGeneration } from './trust';

/** Why a generation is no longer folded by this process. */
export type LoopEnd =
  | { readonly kind: 'stopped' }
  /** Another runner folds it, or it is no longer kept. */
  | { readonly kind: 'given-up' }
  | { readonly kind: 'waiting'; readonly waitingFor: WaitingFor }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface LoopSetting extends GenerationWriting {
  readonly store: EventStore;
  readonly gatherMs: number;
  readonly holdMs: number;
  /** True while somebody of this process waits to be shown a position of the group. */
  readonly isAwaited: () => boolean;
  readonly signal: AbortSignal;
  readonly onWritten: (position: Position | undefined, poison: readonly Poison[]) => void;
  readonly onIndexRefused: (index: RefusedIndex) => void;
}

/** Folds one generation from its checkpoint on: fills it, indexes it, shows it, keeps it fresh. */
export class GenerationLoop {
  private isShown = false;
  private isIndexed = false;
  /** A fill is done when it has come as far as the log went when it was last asked. */
  private target: Position | undefined;

  constructor(private readonly setting: LoopSetting) {}

  get phase(): 'filling' | 'live' {
    return this.isShown ? 'live' : 'filling';
  }

  /** Never rejects. */
  async run(generation: Generation): Promise<LoopEnd> {
    try {
      return await this.follow(generation);
    } catch (error) {
      if (this.setting.signal.aborted) return { kind: 'stopped' };
      if (error instanceof CheckpointMoved || error instanceof GenerationRetired) {
        return { kind: 'given-up' };
      }
      return { kind: 'failed', error };
    }
  }

  private async follow(generation: Generation): Promise<LoopEnd> {
    const { store, setting } = this.setting;
    const writer = await GenerationWriter.open(this.setting, generation);
    if (writer === undefined) return { kind: 'given-up' };
    if (!(await trustGeneration(setting, store, writer.opened))) return { kind: 'given-up' };
    this.isShown = writer.opened.state === 'live';
    this.isIndexed = writer.opened.state !== 'filling';
    await this.settle(writer);
    this.setting.onWritten(writer.reached.position, []);
    const batches = gather(store, {
      after: writer.reached.mark?.position ?? 'start',
      signal: this.setting.signal,
      gatherMs: () => (this.isShown ? this.setting.gatherMs : 0),
      holdMs: this.longestHoldMs,
      isUrgent: (page) => this.isUrgent(page, writer),
    });
    for await (const batch of batches) {
      const { waitingFor, poison } = await writer.write(batch);
      this.setting.onWritten(writer.reached.position, poison);
      if (waitingFor !== undefined) return { kind: 'waiting', waitingFor };
      if (this.setting.signal.aborted) break;
      await this.settle(writer);
    }
    return { kind: 'stopped' };
  }

  private get longestHoldMs(): number {
    return this.setting.group.mayLagMs ?? this.setting.holdMs;
  }

  private isUrgent(page: FollowedBatch, writer: GenerationWriter): boolean {
    if (!this.isShown || this.setting.isAwaited()) return true;
    return this.setting.group.mayLagMs === undefined && writer.isTouchedBy(page);
  }

  private async settle(writer: GenerationWriter): Promise<void> {
    while (!this.isShown && (await this.isAtTarget(writer))) {
      if (this.isIndexed) {
        this.isShown = await showGeneration(this.setting.setting, writer.opened);
        if (!this.isShown) return;
        this.setting.onWritten(writer.reached.position, []);
      } else {
        await this.index(writer.opened);
      }
    }
  }

  private async index(generation: Generation): Promise<void> {
    const { group, signal } = this.setting;
    const setting = { ...this.setting.setting, kill: signal };
    await tidyGeneration(setting, group, generation);
    const refused = await indexGeneration(setting, group, generation);
    for (const index of refused) this.setting.onIndexRefused(index);
    this.isIndexed = true;
    this.target = undefined;
  }

  private async isAtTarget({ reached }: GenerationWriter): Promise<boolean> {
    this.target ??= await this.setting.store.head();
    return (reached.position ?? '') >= this.target;
  }
}
