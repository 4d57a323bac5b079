import { setTimeout as pause } from 'node:timers/promises';

import { type NestFastifyApplication } from '@nestjs/platform-fastify';

export interface DemoRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | undefined;
}

export interface DemoAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly etag: string;
}

const FRESH_WITHIN_MS = 60_000;
const RETRY_MS = 100;

/** Speaks with the service as any client does, before it listens. */
export class DemoClient {
  constructor(
    private readonly application: NestFastifyApplication,
    private readonly token: string,
  ) {}

  async ask({ method, path, headers, body }: DemoRequest): Promise<DemoAnswer> {
    const answer = await this.application.inject({
      method,
      url: path,
      headers: { ...headers, authorization: `Bearer ${this.token}`, ...(body && JSON_TYPE) },
      ...(body && { payload: JSON.stringify(body) }),
    });
    const etag = String(answer.headers['etag'] ?? '');
    return { status: answer.statusCode, body: answer.json(), etag };
  }

  /** @throws Error in one line when the service refuses */
  async mustDo(request: DemoRequest): Promise<DemoAnswer> {
    const answer = await this.ask(request);
    if (answer.status < 300) return answer;
    const why = JSON.stringify(answer.body['errors'] ?? answer.body['detail']);
    throw new Error(`the demo: ${request.method} ${request.path}: ${why}`);
  }

  /** Resolves once the list shows the book up to the position. */
  async untilShown(list: string, position: string): Promise<void> {
    const headers = { 'chargebook-at-least': position, prefer: 'wait=10' };
    const deadline = performance.now() + FRESH_WITHIN_MS;
    while ((await this.ask({ method: 'GET', path: list, headers })).status !== 200) {
      if (performance.now() > deadline) throw new Error(`the demo: ${list} does not show it`);
      await pause(RETRY_MS);
    }
  }
}

const JSON_TYPE = { 'content-type': 'application/json' };
