import { type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

import { type Answer } from './test-service';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

export interface VisitRequest {
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends one request and brings its answer, over the wire or not. */
export type Exchange = (request: {
  readonly method: Method;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly payload: string | undefined;
}) => Promise<{
  readonly status: number;
  readonly headers: OutgoingHttpHeaders | IncomingHttpHeaders;
  readonly cookies: readonly string[];
  readonly text: string;
}>;

/** Somebody with a browser: it keeps the cookies that it gets, and says where its page is from. */
export class Browser {
  /** By name. */
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly exchange: Exchange,
    readonly origin: string,
  ) {}

  /** Another tab, whose cookies are those of this moment. */
  copy(): Browser {
    const other = new Browser(this.exchange, this.origin);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  async send(method: Method, url: string, sent: VisitRequest = {}): Promise<Answer> {
    const { body } = sent;
    const payload = body && JSON.stringify(body);
    const answer = await this.exchange({ method, url, headers: this.headersFor(sent), payload });
    for (const cookie of answer.cookies) this.keep(cookie);
    const isJson = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.status,
      headers: answer.headers as OutgoingHttpHeaders,
      body: isJson ? JSON.parse(answer.text) : answer.text,
      etag: String(answer.headers['etag']),
      position: String(answer.headers['chargebook-position']),
    };
  }

  private headersFor({ body, headers }: VisitRequest): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return {
      origin: this.origin,
      ...(cookie !== '' && { cookie }),
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    };
  }

  private keep(text: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
    if (/; Max-Age=0(;|$)/.test(text)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** Exchanges with a service that listens. */
export function exchangeAt(origin: string): Exchange {
  return async ({ method, url, headers, payload }) => {
    const body = payload !== undefined && { body: payload };
    const answer = await fetch(`${origin}${url}`, { method, headers, redirect: 'manual', ...body });
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      cookies: answer.headers.getSetCookie(),
      text: await answer.text(),
    };
  };
}
