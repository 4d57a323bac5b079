import { addChargerAt, ApiSession, freshChargerId, type Place } from './api-session';
import { type BareLog } from './bare-log';
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
const WARM_UP = { clients: 32, count: 1 };
/** The design asks for a share of the handler; what the client reaches is for comparison. */
const BARE_HANDLER = { name: 'bare handler', leastRatio: LEAST_RATIO };
const BARE_CLIENT = { name: 'bare client (claim and site)', leastRatio: undefined };

interface Yardstick {
  readonly name: string;
  readonly leastRatio: number | undefined;
}

interface Round {
  readonly bare: Loaded;
  readonly added: Loaded;
}

/**
 * Durable add-charger over HTTP beside the yardstick of its engine, in turns: a bare handler with
 * one INSERT, or EventStoreDB's bare client with the same two appends.
 */
export function benchAddCharger(): Promise<readonly Figure[]> {
  return withBook(async (book) => {
    const bareLoad = book.bareLog && (await loadBefore(book.bareLog));
    const service = await book.startService();
    const session = await ApiSession.open(book, service);
    const load = loadOn(await session.makePlaces(PLACE_COUNT));
    const loads: Loads = {
      added: load(session.target),
      bare: bareLoad ?? load(await bareTarget(book)),
    };
    await rounds(loads, WARM_UP);
    const figures: Figure[] = [];
    for (const clients of CLIENT_COUNTS) {
      const done = await rounds(loads, { clients, count: ROUNDS });
      figures.push(
        ...figuresOf({ clients, yardstick: book.bareLog ? BARE_CLIENT : BARE_HANDLER }, done),
      );
    }
    session.close();
    return [...figures, memoryFigure('add-charger', service)];
  });
}

async function bareTarget(book: BenchBook): Promise<Target> {
  const { host, port } = await book.startBareHandler();
  return { host, port, token: book.token };
}

/** A round of so many clients. */
type PutLoad = (clients: number) => Promise<Loaded>;

interface Loads {
  readonly added: PutLoad;
  readonly bare: PutLoad;
}

function loadOn(places: readonly Place[]): (target: Target) => PutLoad {
  let number = 0;
  const next = () => {
    number += 1;
    return addChargerAt(pick(places, number), freshChargerId());
  };
  return (target) => (clients) =>
    putUnderLoad({ target, clients, status: 201, next: during(ROUND_MS, next) });
}

/** The service would follow what the bare client appends: its rounds are over when that starts. */
async function loadBefore(bareLog: BareLog): Promise<PutLoad> {
  const load: PutLoad = (clients) => bareLog.addChargers(clients, ROUND_MS);
  const done = new Map<number, Loaded[]>();
  await load(WARM_UP.clients);
  for (const clients of CLIENT_COUNTS) {
    const loaded: Loaded[] = [];
    while (loaded.length < ROUNDS) loaded.push(await load(clients));
    done.set(clients, loaded);
  }
  let turn = 0;
  return (clients) => Promise.resolve(pick(done.get(clients) ?? [], (turn += 1)));
}

async function rounds(
  { added, bare }: Loads,
  { clients, count }: { readonly clients: number; readonly count: number },
): Promise<readonly Round[]> {
  const done: Round[] = [];
  while (done.length < count) done.push({ bare: await bare(clients), added: await added(clients) });
  return done;
}

function figuresOf(
  { clients, yardstick }: { readonly clients: number; readonly yardstick: Yardstick },
  done: readonly Round[],
): readonly Figure[] {
  const rateOf = (each: (round: Round) => Loaded): number =>
    medianOf(done.map((round) => each(round).requestsPerSecond));
  const ratio = medianOf(
    done.map(({ bare, added }) => added.requestsPerSecond / bare.requestsPerSecond),
  );
  const { p50Ms, p99Ms } = spreadOf(done.flatMap(({ added }) => added.durationsMs));
  const bareSpread = spreadOf(done.flatMap(({ bare }) => bare.durationsMs));
  const isAsked = clients === 32;
  const leastRatio = isAsked ? yardstick.leastRatio : undefined;
  const what = `${clients} clients`;
  const rates = [rateOf(({ added }) => added), rateOf(({ bare }) => bare)] as const;
  const each = `${perSecond(rates[0], 'adds')} of ${perSecond(rates[1], '')}`;
  return [
    {
      bench: 'add-charger',
      what: `${what}: added ÷ ${yardstick.name}`,
      measured: `${ratio.toFixed(2)} (${each})`,
      goal: leastRatio === undefined ? '' : `≥ ${leastRatio}`,
      isMet: leastRatio === undefined ? undefined : ratio >= leastRatio,
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
