import { setTimeout as pause } from 'node:timers/promises';

import {
  type ListedGeneration,
  listGenerations,
  type ProjectionGroup,
  type ProjectionReport,
  ProjectionRunner,
} from '@chargebook/projections';

import { Progress } from '../book/progress';
import { type Lists } from './open-lists';
import { percentOf } from './status';

const LOOK_EVERY_MS = 100;

/** One group after another, so that each has the machine to itself. */
export async function rebuildGroups(
  lists: Lists,
  groups: readonly ProjectionGroup[],
): Promise<string> {
  for (const group of groups) {
    process.stdout.write(`${await rebuildGroup(lists, group)}\n`);
  }
  return 'What was replaced is kept until: npm run projections -- drop';
}

/**
 * Asks for the next generation, and fills it unless a process of the service does; either may take
 * over from the other, or go on where an earlier one was killed.
 */
async function rebuildGroup(lists: Lists, group: ProjectionGroup): Promise<string> {
  const { pool, store, parse } = lists;
  let fatal: Error | undefined;
  const report = (each: ProjectionReport): void => {
    process.stderr.write(`${group.name}: ${sentenceOf(each)}\n`);
    if (each.kind === 'waiting') fatal = new Error('the code must be updated first');
  };
  const runner = new ProjectionRunner({ pool, store, groups: [group], parse, report });
  try {
    const generation = await runner.rebuild(group.name);
    runner.start();
    const rebuild = { group, generation, fatal: () => fatal };
    return await untilRead(lists, rebuild);
  } finally {
    await runner.stop();
  }
}

interface Rebuild {
  readonly group: ProjectionGroup;
  readonly generation: number;
  /** Why it can never be done. */
  readonly fatal: () => Error | undefined;
}

async function untilRead(lists: Lists, rebuild: Rebuild): Promise<string> {
  const { group, generation } = rebuild;
  const progress = new Progress();
  const begun = await listed(lists, rebuild);
  const from = begun?.position === undefined ? 'begins' : `goes on at ${begun.position}`;
  process.stdout.write(`${group.name}: generation ${generation} ${from}\n`);
  try {
    for (;;) {
      const present = await listed(lists, rebuild);
      if (present?.state === 'live') return doneLine(present, progress.seconds);
      assertGoesOn(rebuild, present);
      await tell(lists, progress, present);
      await pause(LOOK_EVERY_MS, undefined, { signal: lists.signal }).catch(() => undefined);
      lists.signal.throwIfAborted();
    }
  } finally {
    progress.clear();
  }
}

function assertGoesOn(
  { group, generation, fatal }: Rebuild,
  present: ListedGeneration | undefined,
): asserts present is ListedGeneration {
  const error = fatal();
  if (error !== undefined) throw error;
  if (present !== undefined && present.state !== 'retired') return;
  throw new Error(`generation ${generation} of ${group.name} was given up: run this again`);
}

async function tell(lists: Lists, progress: Progress, present: ListedGeneration): Promise<void> {
  if (!progress.isDue) return;
  const { groupName, generation, position, state } = present;
  const head = await lists.store.head();
  const now = state === 'filling' ? percentOf(position, head) : 'indexed, the last events follow';
  progress.tell(() => `${groupName}: generation ${generation}: ${now}`);
}

function doneLine({ groupName, generation, position }: ListedGeneration, seconds: number): string {
  const place = position === undefined ? 'the beginning' : position;
  const time = `${seconds.toFixed(1)} s`;
  return `${groupName}: generation ${generation} is read at ${place}, after ${time}`;
}

async function listed(
  { pool }: Lists,
  { group, generation }: Rebuild,
): Promise<ListedGeneration | undefined> {
  const all = await listGenerations(pool);
  return all.find((each) => each.groupName === group.name && each.generation === generation);
}

function sentenceOf(report: ProjectionReport): string {
  switch (report.kind) {
    case 'parked':
      return `an event cannot be taken and is parked, at ${report.poison.event.position}`;
    case 'waiting': {
      const { newerThanCode, recorded } = report.waitingFor;
      return `${newerThanCode} at ${recorded.position} is newer than this code`;
    }
    case 'index-refused':
      return `the rows forbid an index, and reading is slower: ${report.index.statement}`;
    case 'fill-needed':
      return 'another process must fill';
    case 'failed':
      return `failed, and is tried again: ${String(report.error)}`;
  }
}
