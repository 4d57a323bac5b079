import { type BenchAnswer, type BenchRequest, Connection, type Target } from './connection';

export interface Load {
  readonly target: Target;
  readonly clients: number;
  /** The next request, undefined when there is no more. */
  readonly next: () => BenchRequest | undefined;
  /** Answers of another status end the benchmark. */
  readonly status: number;
}

export interface Loaded {
  readonly requestsPerSecond: number;
  readonly durationsMs: readonly number[];
  readonly elapsedMs: number;
}

/** So many clients, each with a connection of its own and one request at a time. */
export async function putUnderLoad({ target, clients, next, status }: Load): Promise<Loaded> {
  const connections = await Promise.all(
    Array.from({ length: clients }, () => Connection.open(target)),
  );
  const steps = connections.map((connection) => async (): Promise<boolean> => {
    const request = next();
    if (request === undefined) return false;
    expectStatus(await connection.send(request), status);
    return true;
  });
  const loaded = await loadOf(steps);
  for (const connection of connections) connection.close();
  return loaded;
}

/** Takes each step again and again, beside the others, until it says that there is no more. */
export async function loadOf(steps: readonly (() => Promise<boolean>)[]): Promise<Loaded> {
  const durationsMs: number[] = [];
  const startedAtMs = performance.now();
  await Promise.all(
    steps.map(async (step) => {
      let sentAtMs = performance.now();
      while (await step()) {
        durationsMs.push(performance.now() - sentAtMs);
        sentAtMs = performance.now();
      }
    }),
  );
  const elapsedMs = performance.now() - startedAtMs;
  return { requestsPerSecond: (durationsMs.length / elapsedMs) * 1_000, durationsMs, elapsedMs };
}

/** Requests until the time is over. */
export function during(durationMs: number, make: () => BenchRequest): Load['next'] {
  const endMs = performance.now() + durationMs;
  return () => (performance.now() < endMs ? make() : undefined);
}

/** @throws Error with the answer, when it has another status. */
export function expectStatus(answer: BenchAnswer, status: number): BenchAnswer {
  if (answer.status === status) return answer;
  throw new Error(`answered ${answer.status} instead of ${status}: ${answer.body.slice(0, 500)}`);
}
