import { type Position } from '@chargebook/event-store';

import { type ShownCheckpoint } from './checkpoint-query';
import { messageOf } from './database-errors';
import { type GroupRunner } from './group-runner';
import { type LagGauge } from './lag-gauge';
import { versionOf } from './names';

/** `standby`: another process folds. `waiting`: at an event that is newer than this code. */
export type GroupState = 'filling' | 'live' | 'standby' | 'waiting' | 'failed';

export interface GroupStatus {
  readonly group: string;
  readonly version: string;
  readonly state: GroupState;
  /** True when queries can be answered, whoever folds. */
  readonly isReady: boolean;
  /** True while a generation is filled, beside the one read or as the first, whoever fills. */
  readonly isFilling: boolean;
  /** That is read; undefined while the first one is being filled. */
  readonly generation: number | undefined;
  readonly position: Position | undefined;
  /** 0 when the head is reached. */
  readonly lagMs: number;
  /** Rows and streams left alone because of events that could not be taken. */
  readonly parkedCount: number;
  /** Why the state is `waiting` or `failed`, in a sentence. */
  readonly detail: string | undefined;
}

export interface StatusFacts {
  readonly runner: GroupRunner;
  readonly shown: readonly ShownCheckpoint[];
  readonly head: Position;
  readonly lag: LagGauge;
  readonly failure: unknown;
}

export function statusOf({ runner, shown, head, lag, failure }: StatusFacts): GroupStatus {
  const { name } = runner.group;
  const version = versionOf(runner.group);
  const mine = shown.find((each) => each.groupName === name && each.version === version);
  return {
    group: name,
    version,
    ...stateOf(runner, failure),
    isReady: mine !== undefined,
    isFilling: mine?.isFilling ?? true,
    generation: mine?.generation,
    position: mine?.position,
    lagMs: lag.sample(name, { position: mine?.position, head }),
    parkedCount: mine?.parkedCount ?? 0,
  };
}

function stateOf(runner: GroupRunner, failure: unknown): Pick<GroupStatus, 'state' | 'detail'> {
  const { trouble } = runner;
  if (trouble?.kind === 'waiting') {
    const { newerThanCode, recorded } = trouble.waitingFor;
    return { state: 'waiting', detail: `${newerThanCode} at ${recorded.position} is too new` };
  }
  if (trouble?.kind === 'failed') return { state: 'failed', detail: messageOf(trouble.error) };
  if (failure !== undefined) return { state: 'failed', detail: messageOf(failure) };
  return { state: runner.phase, detail: undefined };
}
