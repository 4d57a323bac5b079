import createClient, { type Middleware } from 'openapi-fetch';

import type { paths } from '../generated/api';
import { forgetPosition, knownPosition, rememberPosition } from './position';
import { problemOf, Unreachable } from './problem';
import { reach } from './reach';
import { announceSessionEnd, lacksSession, renewSession } from './refresh';

const AT_LEAST = 'chargebook-at-least';
const POSITION = 'chargebook-position';

/** The service, typed by its own description. */
export const api = createClient<paths>({
  baseUrl: '',
  fetch: sessionFetch,
  querySerializer: { array: { style: 'form', explode: true } },
});

const freshness: Middleware = {
  onRequest: ({ request }) => {
    const position = knownPosition();
    if (request.method === 'GET' && position !== undefined) request.headers.set(AT_LEAST, position);
  },
  onResponse: ({ request, response }) => {
    if (request.method !== 'GET') rememberPosition(response.headers.get(POSITION));
  },
};
api.use(freshness);

/** Sends it; when the session has expired, renews that once and sends the same again. */
export async function sessionFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await reach(request);
  if (answer.status === 400 && request.headers.has(AT_LEAST)) return withoutPosition(answer, again);
  if (!lacksSession(answer)) return answer;
  if (!(await renewSession().catch(toUnreachable))) {
    announceSessionEnd();
    return answer;
  }
  return reach(again);
}

/** A book that was restored knows nothing of a position that came after. */
async function withoutPosition(answer: Response, again: Request): Promise<Response> {
  const body = (await answer
    .clone()
    .json()
    .catch(() => ({}))) as { code?: string; pointer?: string };
  // A position in the query is another one than that of the header.
  const isOfHeader = body.code === 'position-invalid' && (body.pointer ?? '') === '';
  if (!isOfHeader) return answer;
  forgetPosition();
  again.headers.delete(AT_LEAST);
  return reach(again);
}

function toUnreachable(error: unknown): never {
  throw new Unreachable(error);
}

interface FetchAnswer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** What was answered. @throws {Problem} the refusal; {Unreachable} when nothing was answered */
export async function dataOf<Data>(call: Promise<FetchAnswer<Data>>): Promise<Data> {
  return (await answerOf(call)).data;
}

/** A thing and its version, which the next write of it names. */
export interface Versioned<Thing> {
  readonly thing: Thing;
  readonly etag: string;
}

export async function versionedOf<Thing>(
  call: Promise<FetchAnswer<Thing>>,
): Promise<Versioned<Thing>> {
  const { data, response } = await answerOf(call);
  return { thing: data, etag: response.headers.get('etag') ?? '' };
}

async function answerOf<Data>(call: Promise<FetchAnswer<Data>>) {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response, error);
  return { data: data as Data, response };
}
