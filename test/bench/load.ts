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
  const durationsMs: number[] = [];
  const startedAtMs = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      for (let request = next(); request !== undefined; request = next()) {
        const sentAtMs = performance.now();
        expectStatus(await connection.send(request), status);
        durationsMs.push(performance.now() - sentAtMs);
      }
    }),
  );
  const elapsedMs = performance.now() - startedAtMs;
  for (const connection of connections) connection.close();
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
