import { addChargerAt, ApiSession, type Place } from './api-session';
import { type BenchBook, withBook } from './bench-book';
import { type Target } from './connection';
import { type Figure, medianOf, milliseconds, perSecond, spreadOf } from './figures';
import { during, type Loaded, putUnderLoad } from './load';
import { memoryFigure } from './memory';
import { pick } from './pick';

const CLIENT_COUNTS = [1, 32, 128];
const PLACE_COUNT = 64;
const ROUNDS = 5;
const ROUND_MS = 3_000;
const LEAST_RATIO = 0.5;
const LONGEST_P99_MS = 50;

interface Round {
  readonly bare: Loaded;
  readonly added: Loaded;
}

/** Durable add-charger over HTTP beside a bare handler with one INSERT, in turns. */
export function benchAddCharger(): Promise<readonly Figure[]> {
  return withBook(async (book) => {
    const service = await book.startService();
    const bare = await book.startBareHandler();
    const session = await ApiSession.open(book, service);
    const places = await session.makePlaces(PLACE_COUNT);
    const targets = { service: session.target, bare: targetOf(book, bare) };
    const load = loadOn(places);
    await rounds(targets, load, { clients: 32, count: 1 });
    const figures: Figure[] = [];
    for (const clients of CLIENT_COUNTS) {
      figures.push(...figuresOf(clients, await rounds(targets, load, { clients, count: ROUNDS })));
    }
    session.close();
    return [...figures, memoryFigure('add-charger', service)];
  });
}

function targetOf({ token }: BenchBook, { host, port }: Omit<Target, 'token'>): Target {
  return { host, port, token };
}

type PutLoad = (target: Target, clients: number) => Promise<Loaded>;

function loadOn(places: readonly Place[]): PutLoad {
  let number = 0;
  const next = () => {
    number += 1;
    return addChargerAt(pick(places, number), `CH-${number}`);
  };
  return (target, clients) =>
    putUnderLoad({ target, clients, status: 201, next: during(ROUND_MS, next) });
}

async function rounds(
  targets: { readonly service: Target; readonly bare: Target },
  load: PutLoad,
  { clients, count }: { readonly clients: number; readonly count: number },
): Promise<readonly Round[]> {
  const done: Round[] = [];
  while (done.length < count) {
    const bare = await load(targets.bare, clients);
    done.push({ bare, added: await load(targets.service, clients) });
  }
  return done;
}

function figuresOf(clients: number, done: readonly Round[]): readonly Figure[] {
  const rateOf = (each: (round: Round) => Loaded): number =>
    medianOf(done.map((round) => each(round).requestsPerSecond));
  const ratio = medianOf(
    done.map(({ bare, added }) => added.requestsPerSecond / bare.requestsPerSecond),
  );
  const { p50Ms, p99Ms } = spreadOf(done.flatMap(({ added }) => added.durationsMs));
  const bareSpread = spreadOf(done.flatMap(({ bare }) => bare.durationsMs));
  const isAsked = clients === 32;
  const what = `${clients} clients`;
  const rates = [rateOf(({ added }) => added), rateOf(({ bare }) => bare)] as const;
  const each = `${perSecond(rates[0], 'adds')} of ${perSecond(rates[1], '')}`;
  return [
    {
      bench: 'add-charger',
      what: `${what}: added ÷ bare handler`,
      measured: `${ratio.toFixed(2)} (${each})`,
      goal: isAsked ? `≥ ${LEAST_RATIO}` : '',
      isMet: isAsked ? ratio >= LEAST_RATIO : undefined,
    },
    {
      bench: 'add-charger',
      what: `${what}: p50 and p99`,
      measured:
        `${milliseconds(p50Ms)}, ${milliseconds(p99Ms)} ` +
        `(bare ${milliseconds(bareSpread.p50Ms)}, ${milliseconds(bareSpread.p99Ms)})`,
      goal: isAsked ? `p99 < ${LONGEST_P99_MS} ms` : '',
      isMet: isAsked ? p99Ms < LONGEST_P99_MS : undefined,
    },
  ];
}
