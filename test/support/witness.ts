import { type Answer, type Person } from './test-service';

/** One request as whoever sent it saw it; times are of `performance.now()`. */
export interface SeenRequest {
  readonly request: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Undefined: the process did not answer. */
  readonly answer: Answer | undefined;
}

/** Sees every request of those it watches, from outside. */
export class Witness {
  readonly seen: SeenRequest[] = [];

  watching(person: Person): Person {
    return async (method, url, sent) => {
      const startedAtMs = performance.now();
      let answer: Answer | undefined;
      try {
        answer = await person(method, url, sent);
        return answer;
      } finally {
        const endedAtMs = performance.now();
        this.seen.push({ request: `${method} ${url}`, startedAtMs, endedAtMs, answer });
      }
    };
  }

  /** The first write acknowledged of those that were sent after this moment. */
  firstDoneAfter(momentMs: number): SeenRequest | undefined {
    return this.seen.find(
      ({ request, startedAtMs, answer }) =>
        startedAtMs > momentMs && !request.startsWith('GET') && (answer?.status ?? 500) < 300,
    );
  }

  /** How often each answer was given, and the longest time that one took. */
  inWords(): string {
    const counts = new Map<string, number>();
    for (const { answer } of this.seen) {
      const told = `${answer?.status ?? 'none'} ${answer?.body?.code ?? ''}`.trim();
      counts.set(told, (counts.get(told) ?? 0) + 1);
    }
    const answers = [...counts].map(([told, count]) => `${count} × ${told}`);
    const longestMs = Math.max(...this.seen.map(durationMs));
    return `${answers.join(', ')}; the longest after ${Math.round(longestMs)} ms\n`;
  }

  /** Requests that ended as none may, each in a sentence; those refused by a rule are in order. */
  complaints(deadlineMs: number): readonly string[] {
    return this.seen.flatMap((seen) => {
      const { request, answer } = seen;
      if (!isInOrder(answer)) return `${request}: ${answer?.status ?? 'no answer'}`;
      const tookMs = durationMs(seen);
      return tookMs > deadlineMs ? `${request}: ${answer?.status} after ${tookMs} ms` : [];
    });
  }
}

function durationMs({ startedAtMs, endedAtMs }: SeenRequest): number {
  return endedAtMs - startedAtMs;
}

const REFUSALS = [409, 422, 503];

function isInOrder(answer: Answer | undefined): boolean {
  if (answer === undefined) return false;
  if (answer.status < 300) return true;
  const type = String(answer.headers['content-type']);
  return REFUSALS.includes(answer.status) && type.startsWith('application/problem+json');
}
