import { setTimeout as pause } from 'node:timers/promises';

import { ImportStopped } from './import-stopped';
import { problemSentence } from './problem-sentence';
import { type Thing } from './row-result';

export interface ServiceAddress {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** True when an earlier run had done it already; never for what this run had to send twice. */
  readonly isReplay: boolean;
}

interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
}

interface Page {
  readonly items: readonly Thing[];
  readonly nextCursor: string | null;
}

/** A list that the service would not give, with its own sentence. */
export class ListRefused extends Error {}

const REQUEST_TIMEOUT_MS = 30_000;
/** So long a service may be away or busy before the run is given up. */
const PATIENCE_MS = 60_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
const PAGE_SIZE = 200;

/** Speaks with the service, and asks again while it is busy, starts anew or cannot be reached. */
export class ServiceClient {
  /** What was written last: lists must show that much. */
  private position = '';

  constructor(private readonly address: ServiceAddress) {}

  /** @throws ImportStopped when nobody answers there, or not to this token */
  async greet(): Promise<void> {
    const { url } = this.address;
    const greeting = { method: 'GET', path: '/v1/me', headers: {} } as const;
    const answer = await this.tryOnce(greeting).catch(() => undefined);
    if (answer === undefined) throw new ImportStopped(`no service answers at ${url}`);
    if (answer.status === 200) return;
    throw new ImportStopped(`${url} does not let us in: ${await sentenceOf(answer)}`);
  }

  /** @throws ImportStopped when the service stays away */
  post(path: string, key: string, body: object): Promise<ServiceAnswer> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    return this.send({ method: 'POST', path, headers, body });
  }

  /** One answer that shows all that was written. @throws ListRefused, ImportStopped */
  async get(path: string): Promise<Readonly<Record<string, unknown>>> {
    const headers = { ...(this.position && { 'chargebook-at-least': this.position }) };
    const answer = await this.send({ method: 'GET', path, headers });
    if (answer.status !== 200) throw new ListRefused(problemSentence(answer.body));
    return answer.body;
  }

  /** Every page of a list, its first page as fresh as what was written. */
  async list(path: string): Promise<readonly Thing[]> {
    const things: Thing[] = [];
    const pages = `${path}${path.includes('?') ? '&' : '?'}limit=${PAGE_SIZE}`;
    for (let next: string | null = pages; next !== null;) {
      const { items, nextCursor } = (await this.get(next)) as unknown as Page;
      things.push(...items);
      next = nextCursor === null ? null : `${pages}&cursor=${encodeURIComponent(nextCursor)}`;
    }
    return things;
  }

  private async send(sent: Sent): Promise<ServiceAnswer> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.tryOnce(sent).catch((error: Error) => error);
      if (answer instanceof Response && answer.status !== 503) return this.read(answer, attempt);
      if (performance.now() > deadline) throw await gaveUp(this.address.url, answer);
      await pause(pauseMsAfter(answer, attempt));
    }
  }

  private tryOnce({ method, path, headers, body }: Sent): Promise<Response> {
    const { url, token } = this.address;
    return fetch(`${url}${path}`, {
      method,
      headers: { ...headers, authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  private async read(answer: Response, attempt: number): Promise<ServiceAnswer> {
    const position = answer.headers.get('chargebook-position') ?? '';
    if (position > this.position) this.position = position;
    const wasReplayed = answer.headers.get('idempotency-replayed') === 'true';
    const body = await bodyOf(answer);
    return { status: answer.status, body, isReplay: wasReplayed && attempt === 1 };
  }
}

async function bodyOf(answer: Response): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await answer.json().catch(() => undefined);
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

async function sentenceOf(answer: Response): Promise<string> {
  return problemSentence({ status: answer.status, ...(await bodyOf(answer)) });
}

async function gaveUp(url: string, last: Response | Error): Promise<ImportStopped> {
  const why = last instanceof Response ? await sentenceOf(last) : 'it cannot be reached';
  return new ImportStopped(`the service at ${url} went away (${why}); run the import again`);
}

/** As long as the service says, else longer with every attempt. */
function pauseMsAfter(last: Response | Error, attempt: number): number {
  const seconds = last instanceof Response ? Number(last.headers.get('retry-after')) : 0;
  const askedMs = seconds > 0 ? seconds * 1_000 : FIRST_PAUSE_MS * 2 ** Math.min(attempt, 10);
  return Math.min(askedMs, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2);
}
