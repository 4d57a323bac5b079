import { setTimeout as pause } from 'node:timers/promises';

import { addChargerAt, ApiSession, freshChargerId, type Place } from './api-session';
import { withBook } from './bench-book';
import { type BenchRequest } from './connection';
import { type Figure, milliseconds, spreadOf } from './figures';
import { expectStatus } from './load';
import { memoryFigure } from './memory';
import { pick } from './pick';

const PLACE_COUNT = 16;
const COMMANDS_PER_SECOND = 50;
const COMMAND_COUNT = 750;
const LONGEST_P99_MS = 100;

interface Sample {
  /** From the answer to the command to the list's answer that shows it. */
  readonly visibleMs: number;
  /** The same list again, which has nothing to wait for. */
  readonly listMs: number;
}

/** How long after its append a charger is in the list, at a steady rate of commands. */
export function benchVisibility(): Promise<readonly Figure[]> {
  return withBook(async (book) => {
    const service = await book.startService();
    const setup = await ApiSession.open(book, service);
    const places = await setup.makePlaces(PLACE_COUNT);
    setup.close();
    const idle: ApiSession[] = [];
    const started: Promise<Sample>[] = [];
    const startedAtMs = performance.now();
    for (let number = 0; number < COMMAND_COUNT; number += 1) {
      const dueMs = startedAtMs + (number * 1_000) / COMMANDS_PER_SECOND;
      await pause(Math.max(0, dueMs - performance.now()));
      const session = idle.pop() ?? (await ApiSession.open(book, service));
      const sample = sampleOf(session, pick(places, number));
      started.push(sample.finally(() => idle.push(session)));
    }
    const samples = await Promise.all(started);
    for (const session of idle) session.close();
    return [...figuresOf(samples), memoryFigure('visibility', service)];
  });
}

async function sampleOf(session: ApiSession, place: Place): Promise<Sample> {
  const chargerId = freshChargerId();
  const added = await session.send(addChargerAt(place, chargerId));
  const atLeast = expectStatus(added, 201).header('chargebook-position') ?? '';
  const list: BenchRequest = {
    method: 'GET',
    path: `/v1/chargers?chargerId=${chargerId}`,
    headers: { 'Chargebook-At-Least': atLeast, Prefer: 'wait=10' },
  };
  const addedAtMs = performance.now();
  const { items } = await session.ask<{ items: readonly object[] }>(list, 200);
  const visibleAtMs = performance.now();
  if (items.length !== 1) throw new Error('a charger was not in a list that is fresh enough');
  await session.ask(list, 200);
  return { visibleMs: visibleAtMs - addedAtMs, listMs: performance.now() - visibleAtMs };
}

function figuresOf(samples: readonly Sample[]): readonly Figure[] {
  const visible = spreadOf(samples.map(({ visibleMs }) => visibleMs));
  const list = spreadOf(samples.map(({ listMs }) => listMs));
  return [
    {
      bench: 'visibility',
      what: `append to visible at ${COMMANDS_PER_SECOND} commands/s: p50 and p99`,
      measured: `${milliseconds(visible.p50Ms)}, ${milliseconds(visible.p99Ms)}`,
      goal: `p99 < ${LONGEST_P99_MS} ms`,
      isMet: visible.p99Ms < LONGEST_P99_MS,
    },
    {
      bench: 'visibility',
      what: 'of that the list itself: p50 and p99',
      measured: `${milliseconds(list.p50Ms)}, ${milliseconds(list.p99Ms)}`,
      goal: '',
      isMet: undefined,
    },
  ];
}
