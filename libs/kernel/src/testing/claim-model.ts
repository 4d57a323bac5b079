import { type NewEvent, type StreamName } from '@chargebook/event-store';

import { type ClaimReading, type ClaimResult, obtainClaim } from '../claim-protocol';
import { type ClaimsInHand, type CommandResult, type MissingClaim } from '../command-request';
import { claimStreamOf, type HolderVerdict } from '../folded';
import { type ShelfAnswer, type ShelfRequest } from './shelf-requests';
import { eventsOf, foldOf, movesOf, type World, type WorldStep } from './claim-world';

// oxlint-disable-next-line typescript/no-explicit-any -- each step's result has its step's type
type Steps<Result> = Generator<WorldStep, Result, any>;

export interface Scenario {
  /** Carried out one after another, before all. */
  readonly before: readonly ShelfRequest[];
  /** One process each; two may carry out one command. */
  readonly requests: readonly ShelfRequest[];
  /** Asks for the value when all others have ended or crashed. */
  readonly late: ShelfRequest;
  readonly isAbandonmentRemembered: boolean;
  readonly maxFences: number;
}

export interface Exploration {
  readonly states: number;
  /** How the commands ended, each combination once. */
  readonly ends: ReadonlySet<string>;
  /** The first schedule that broke a promise, or none. */
  readonly violation: string | undefined;
}

const MAX_STEPS_ALONE = 50;

/** What the command runner does with a command, as steps: a crash is to be scheduled no more. */
function* runCommand(request: ShelfRequest): Steps<string> {
  const inHand: ClaimsInHand = new Map();
  let missing: readonly MissingClaim[] = yield { kind: 'peek', inHand };
  for (;;) {
    for (const wanted of missing) {
      const { commandId } = request.envelope;
      const claim = { ...wanted, holder: request.stream, commandId };
      const obtained: ClaimResult = yield* obtainClaim(claim);
      inHand.set(wanted.stream, obtained.kind === 'taken' ? 'taken' : obtained);
    }
    const result: CommandResult<ShelfAnswer> = yield { kind: 'commit', inHand };
    if (result.kind === 'decided') return yield* letGo(request, result);
    ({ missing } = result);
  }
}

function* letGo(
  request: ShelfRequest,
  result: Extract<CommandResult<ShelfAnswer>, { kind: 'decided' }>,
): Steps<string> {
  const { envelope, stream: holder } = request;
  for (const claimId of result.unused) {
    const verdict: HolderVerdict = envelope.hasKey
      ? yield { kind: 'fence', holder, claimId }
      : 'abandoned';
    if (verdict === 'abandoned') yield* release(claimId);
  }
  for (const claimId of result.drops) yield* release(claimId);
  const { outcome } = result;
  if (outcome.kind === 'refused') return outcome.refusal.kind;
  return outcome.isReplay ? 'replay' : outcome.effect;
}

function* release(claimId: string): Steps<void> {
  const reading: ClaimReading = yield { kind: 'read-claim', stream: claimStreamOf(claimId) };
  if (reading.kind === 'free' || reading.claimId !== claimId) return;
  yield { kind: 'release', claimId, reading };
}

/** What one process has been told so far: a generator cannot be copied, but told the same again. */
interface Progress {
  readonly key: string;
  readonly results: readonly unknown[];
  readonly step: IteratorResult<WorldStep, string>;
}

function advance(request: ShelfRequest, results: readonly unknown[], key: string): Progress {
  const steps = runCommand(request);
  let step = steps.next();
  for (const result of results) step = steps.next(result);
  return { key: step.done ? step.value : key, results, step };
}

interface Node {
  readonly world: World;
  readonly processes: readonly Progress[];
  readonly schedule: readonly string[];
}

/**
 * Every interleaving of the scenario's processes, with a crash of any of them between any two
 * steps.
 */
export class ClaimModel {
  private readonly seen = new Set<string>();
  private readonly progress = new Map<string, Progress>();
  private readonly worlds = new Map<string, string | undefined>();
  private readonly ends = new Set<string>();
  /** Short names for streams, so that millions of states can be remembered. */
  private readonly numbers = new Map<readonly NewEvent[], number>();

  constructor(private readonly scenario: Scenario) {}

  /** One schedule, made of the choices, for bounds beyond what can be explored: what it broke. */
  walk(choices: Iterator<number>): string | undefined {
    let node: Node | undefined = this.start();
    while (node !== undefined) {
      const broken = this.judge(node);
      if (broken !== undefined) return `${broken}: ${node.schedule.join(', ')}`;
      const nodes = this.next(node);
      node = nodes[Number(choices.next().value) % nodes.length];
    }
    return undefined;
  }

  explore(): Exploration {
    const stack: Node[] = [this.start()];
    let violation: string | undefined;
    for (let node = stack.pop(); node !== undefined && !violation; node = stack.pop()) {
      const key = this.keyOf(node);
      if (this.seen.has(key)) continue;
      this.seen.add(key);
      const broken = this.judge(node);
      if (broken !== undefined) violation = `${broken}: ${node.schedule.join(', ')}`;
      stack.push(...this.next(node));
    }
    return { states: this.seen.size, ends: this.ends, violation };
  }

  private start(): Node {
    const processes = this.scenario.requests.map((request) => advance(request, [], ''));
    const world = this.scenario.before.reduce<World>(
      (before, request) => this.runAlone(before, request).world,
      {},
    );
    return { world, processes, schedule: [] };
  }

  private next(node: Node): Node[] {
    return node.processes.flatMap((process, index) => {
      const request = this.scenario.requests[index];
      if (process.step.done || request === undefined) return [];
      const { value: step } = process.step;
      const moves = movesOf(node.world, step, { ...this.scenario, request });
      return moves.map(({ world, result }) => ({
        world,
        processes: node.processes.with(index, this.tell(process, { request, index, result })),
        schedule: [...node.schedule, `${index}:${step.kind}`],
      }));
    });
  }

  private tell(
    process: Progress,
    told: { readonly request: ShelfRequest; readonly index: number; readonly result: unknown },
  ): Progress {
    const results = [...process.results, told.result];
    const key = `${told.index} ${process.key} ${JSON.stringify(told.result, writeBigint)}`;
    const name = `#${this.progress.size}`;
    const known = this.progress.get(key) ?? advance(told.request, results, name);
    this.progress.set(key, known);
    return known;
  }

  private keyOf({ world, processes }: Node): string {
    return [this.keyOfWorld(world), ...processes.map(({ key }) => key)].join(' ');
  }

  private keyOfWorld(world: World): string {
    const streams = Object.keys(world).toSorted() as StreamName[];
    return streams.map((stream) => this.numberOf(eventsOf(world, stream))).join('-');
  }

  private numberOf(events: readonly NewEvent[]): number {
    const number = this.numbers.get(events) ?? this.numbers.size;
    this.numbers.set(events, number);
    return number;
  }

  /** What is broken when all processes that still run crash now, or have all ended. */
  private judge(node: Node): string | undefined {
    const worldKey = this.keyOfWorld(node.world);
    if (!this.worlds.has(worldKey)) this.worlds.set(worldKey, this.judgeWorld(node.world));
    const broken = this.worlds.get(worldKey);
    if (broken !== undefined) return broken;
    if (!node.processes.every(({ step }) => step.done)) return undefined;
    this.ends.add(node.processes.map(({ key }) => key).join(' '));
    return judgeEnd(node.world);
  }

  private judgeWorld(world: World): string | undefined {
    const holders = holdersIn(world).length;
    if (holders > 1) return 'a value is given twice';
    const late = this.runAlone(world, this.scenario.late).end;
    const expected = holders === 0 ? 'created' : 'taken';
    if (late === expected) return undefined;
    return late === 'created' ? 'a value is given twice' : 'a value is lost';
  }

  /** Alone and after the grace time, within a bound of steps. */
  private runAlone(start: World, request: ShelfRequest): { world: World; end: string } {
    const actor = { ...this.scenario, request, maxFences: Infinity };
    const steps = runCommand(request);
    let world = start;
    let step = steps.next();
    for (let count = 0; !step.done && count < MAX_STEPS_ALONE; count += 1) {
      const move = movesOf(world, step.value, actor).at(-1);
      if (move === undefined) break;
      ({ world } = move);
      step = steps.next(move.result);
    }
    return { world, end: step.done ? step.value : 'never' };
  }
}

/** When nobody crashed, no claim is left behind without its holder. */
function judgeEnd(world: World): string | undefined {
  const claims = Object.keys(world).filter((stream) => stream.startsWith('claim-'));
  const stuck = claims.filter(
    (stream) => eventsOf(world, stream as StreamName).at(-1)?.type === 'Claimed',
  );
  return stuck.length === holdersIn(world).length ? undefined : 'a claim is left without a holder';
}

/** The boxes that have a label: each scenario knows one label alone. */
function holdersIn(world: World): readonly string[] {
  const shelves = Object.keys(world).filter((stream) => stream.startsWith('shelf-'));
  return shelves.flatMap((stream) => {
    const { boxes } = foldOf(eventsOf(world, stream as StreamName)).state;
    return [...boxes].flatMap(([id, { label }]) => (label === undefined ? [] : [id]));
  });
}

function writeBigint(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}
