import { type EventStore, type Position, shareOfLog } from '@chargebook/event-store';
import { type ListedGeneration, listGenerations, versionOf } from '@chargebook/projections';

import { GROUPS } from './groups';
import { type Lists } from './open-lists';

/** What is further behind is not counted to the end. */
const MOST_COUNTED_EVENTS = 10_000;

/** A line for each generation of each group, of this code or another. */
export async function statusOf(lists: Lists): Promise<string> {
  const head = await lists.store.head();
  const generations = await listGenerations(lists.pool);
  const lines: string[] = [];
  for (const generation of generations) lines.push(await lineOf(lists, { generation, head }));
  const listed = new Set(generations.map(({ groupName }) => groupName));
  const missing = GROUPS.filter(({ name }) => !listed.has(name));
  lines.push(...missing.map(({ name }) => `${name}: no generation yet`));
  return lines.toSorted().join('\n');
}

interface Standing {
  readonly generation: ListedGeneration;
  readonly head: Position;
}

async function lineOf({ store, signal }: Lists, standing: Standing): Promise<string> {
  const { groupName, generation, version, parkedCount } = standing.generation;
  const isOurs = GROUPS.some((group) => versionOf(group) === version);
  const parts = [
    wordOf(standing),
    ...(isOurs ? [] : [`of other code (${version})`]),
    ...(await reachOf(store, standing, signal)),
    `${parkedCount} parked`,
  ];
  return `${groupName}: generation ${generation} ${parts.join(', ')}`;
}

function wordOf({ generation: { state, isAttended, position }, head }: Standing): string {
  const folded = isAttended ? 'folded by a process' : 'no process folds it';
  switch (state) {
    case 'live':
      return `is read, ${folded}`;
    case 'filling':
    case 'indexed': {
      const work = state === 'filling' ? 'is filled' : 'is indexed and about to be read';
      return `${work}, ${percentOf(position, head)} of the log, ${folded}`;
    }
    case 'retired':
    case 'dropped':
      return 'was replaced and is kept until it is dropped';
  }
}

export function percentOf(position: Position | undefined, head: Position): string {
  return `${Math.floor(shareOfLog(position, head) * 100)} %`;
}

/** A generation that was replaced stands where it was then: it lags behind nothing. */
async function reachOf(
  store: EventStore,
  { generation: { state, position, markPosition }, head }: Standing,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const reached = position === undefined ? 'at the beginning' : `at ${position}`;
  if (state !== 'live') return [reached];
  const isAtHead = (position ?? '') >= head;
  const behind = isAtHead ? 0 : await countBehind(store, markPosition ?? 'start', signal);
  const count = behind > MOST_COUNTED_EVENTS ? `more than ${MOST_COUNTED_EVENTS}` : behind;
  return [reached, `${count} events behind`];
}

async function countBehind(
  store: EventStore,
  after: Position | 'start',
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  for await (const { events, caughtUp } of store.follow(after, signal)) {
    count += events.length;
    if (caughtUp || count > MOST_COUNTED_EVENTS) break;
  }
  return count;
}
