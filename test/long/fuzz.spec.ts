import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';

import { sized } from '../support/campaign-size';
import { addCharger, chargerUrl, openGarage } from '../support/garage';
import {
  type FuzzedRequest,
  type FuzzedRoute,
  type OpenApi,
  RequestFuzzer,
  routesOf,
  type Seen,
} from '../support/openapi-fuzz';
import { pick, SEED, seededRandom } from '../support/seeded-random';
import { createPlace, type Place, type Service, startService } from '../support/service';

const REQUESTS = sized({ daily: 5_000, full: 20_000 });
/** So many more, where by chance a route has not met what fits it. */
const MORE_REQUESTS = 10_000;
const AT_ONCE = 8;
const ATTEMPTS = 5;
/** Of each kind: so that what a request names is often still there. */
const REMEMBERED = 16;

const random = seededRandom(SEED);
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const seen: Seen = new Map();

let place: Place;
let service: Service;
let token: string;
let document: OpenApi;
let failures: string[];
let undeclared: Set<string>;
let accepted: Set<string>;

interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

async function send({ method, path, headers, body }: FuzzedRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(service.url);
  // The path as it is: a URL would put in order what is to be garbage.
  const sent = request({
    hostname,
    port,
    path,
    method,
    agent,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-length': body.length }),
      ...headers,
    },
  });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) {
    chunks.push(chunk as Buffer);
    // It has no end; to leave the loop leaves it.
    if (isStream(answer)) break;
  }
  const text = Buffer.concat(chunks).toString();
  return { status: answer.statusCode ?? 0, headers: answer.headers, text };
}

function isStream({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('text/event-stream') === true;
}

/**
 * What the description alone leads nobody to: a receiver that may be reached from here, two moments
 * of one charger's life, a charger with a driver or a card, and a QA alias in use. They must answer
 * all else as the others do, and have tests of their own.
 */
const OUT_OF_REACH: ReadonlySet<string> = new Set([
  'POST /v1/webhooks',
  'GET /v1/webhooks/{webhookId}',
  'DELETE /v1/webhooks/{webhookId}',
  'POST /v1/webhooks/{webhookId}/replay',
  'GET /v1/sites/{siteId}/chargers/{id}/diff',
  'POST /v1/access/decisions',
  'GET /v1/qa/{qaAlias}',
]);

/** An export, each line of which is a document of its own. */
function isLines(headers: IncomingMessage['headers']): boolean {
  return headers['content-type']?.startsWith('application/jsonl') === true;
}

function remember(name: string, value: unknown): void {
  if (typeof value !== 'string') return;
  const values = seen.get(name) ?? [];
  seen.set(name, values);
  const replaced = Math.floor(random() * REMEMBERED);
  values[values.length < REMEMBERED ? values.length : replaced] = value;
}

function learn(made: FuzzedRequest, { status, headers, text }: RawAnswer): void {
  if (status >= 300) return;
  remember('If-Match', headers['etag']);
  remember('Chargebook-At-Least', headers['chargebook-position']);
  if (!text.startsWith('{') || isLines(headers)) return;
  learnFrom(JSON.parse(text), headers['location'] ?? made.path);
}

/** So that most requests are for chargers that can still be changed. */
function forget(name: string, value: string): void {
  const values = seen.get(name) ?? [];
  seen.set(
    name,
    values.filter((each) => each !== value),
  );
}

/** The id of a thing by the name that other requests call it by, from where it is found. */
function learnFrom({ id, status, nextCursor }: Seeable, address: string): void {
  remember('cursor', nextCursor);
  const [last, kind = ''] = address.replace(/\?.*$/, '').split('/').reverse();
  if (last === 'retire') forget('chargers address', address.replace(/\/retire$/, ''));
  if (last !== id || status === 'retired') return;
  remember(`${kind} address`, address.replace(/\?.*$/, ''));
  for (const name of NAMES[kind] ?? []) remember(name, id);
}

interface Seeable {
  readonly id?: string;
  readonly status?: string;
  readonly nextCursor?: string | null;
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  accounts: ['accountId'],
  sites: ['siteId'],
  panels: ['panelId', 'parentPanelId'],
  drivers: ['driverId'],
  groups: ['groupId'],
  users: ['userId'],
  'rate-plans': ['rate-plans id', 'ratePlanId', 'memberRatePlanId'],
};

/** Most requests that change a thing name its present version; the others what was seen. */
async function withVersion(made: FuzzedRequest): Promise<FuzzedRequest> {
  if (made.headers['if-match'] === undefined || random() < 0.2) return made;
  const path =
    made.path.replace(/(\/(archive|retire|removal))?(\/preview)?$/, '').split('?')[0] ?? '';
  const shown = await send({ ...made, method: 'GET', path, headers: {}, body: undefined });
  const { etag } = shown.headers;
  return etag === undefined ? made : { ...made, headers: { ...made.headers, 'if-match': etag } };
}

function judge(made: FuzzedRequest, answer: RawAnswer): void {
  const { status } = answer;
  const told = `${made.operation} ${status}`;
  if (!isFine(answer)) {
    const asked = `${made.path} ${JSON.stringify(made.headers)} ${made.body?.toString() ?? ''}`;
    failures.push(`${told}: ${answer.text} to ${asked}`.slice(0, 2_000));
  }
  if (status < 300) accepted.add(made.operation);
  // A bent path may lead to no route, or to another one.
  const isRoute = ![404, 405].includes(status);
  if (isRoute && !made.declared.includes(String(status))) undeclared.add(told);
}

function isFine({ status, headers }: RawAnswer): boolean {
  const type = headers['content-type'] ?? '';
  return status < 400 || (status < 500 && type.startsWith('application/problem+json'));
}

/**
 * The answer once it is no wish to come again: a list that is cut off at its time limit tells of a
 * busy machine, and of the input only when it is cut off each time.
 */
async function answerTo(made: FuzzedRequest): Promise<RawAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(made);
    const isToBeRepeated = answer.headers['retry-after'] !== undefined;
    if (!isToBeRepeated || attempt === ATTEMPTS) return answer;
  }
}

function bookRoutes(): readonly FuzzedRoute[] {
  return routesOf(document).filter(({ template }) => template.startsWith('/v1/'));
}

async function fuzz(): Promise<void> {
  const fuzzer = new RequestFuzzer(document, seen, random);
  const routes = bookRoutes();
  // A preview makes nothing that later requests could name.
  const lasting = routes.filter(({ template }) => !template.endsWith('/preview'));
  const drawn = [...routes, ...lasting, ...lasting, ...lasting];
  await ask(REQUESTS, () => fuzzer.requestOf(pick(random, drawn)));
  await ask(MORE_REQUESTS, () => {
    const missed = routes.filter(isMissed);
    if (missed.length === 0) return undefined;
    // A missed one may wait for something that the others make.
    return fuzzer.requestOf(pick(random, random() < 0.5 ? missed : drawn));
  });
}

function isMissed({ method, template }: FuzzedRoute): boolean {
  const operation = `${method} ${template}`;
  return !accepted.has(operation) && !OUT_OF_REACH.has(operation);
}

/** Sends what `next` makes, several at once, until it makes none or `most` were sent. */
async function ask(most: number, next: () => FuzzedRequest | undefined): Promise<void> {
  let left = most;
  const client = async (): Promise<void> => {
    for (let made = next(); made !== undefined && left > 0; made = next()) {
      left -= 1;
      const asked = await withVersion(made);
      const answer = await answerTo(asked);
      judge(asked, answer);
      learn(asked, answer);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
}

beforeAll(async () => {
  [failures, undeclared, accepted] = [[], new Set(), new Set()];
  place = await createPlace();
  service = await startService(place);
  token = await place.token({ '*': ['administrator', 'support'] });
  document = (await (await fetch(`${service.url}/openapi.json`)).json()) as OpenApi;
  const operator = await service.person({ '*': ['administrator'] });
  const garage = await openGarage(operator);
  for (const [name, id] of Object.entries(garage)) remember(name, id);
  for (let count = 0; count < REMEMBERED; count += 1) {
    remember('chargers address', chargerUrl(await addCharger(operator, garage)));
  }
  await fuzz();
}, 600_000);
afterAll(async () => {
  agent.destroy();
  await service.stop();
  await place.remove();
});

describe(`Of ${REQUESTS} requests made from the interface's description (seed ${SEED})`, () => {
  it('none fails here: each is answered, or refused by a problem', () => {
    expect(failures).toEqual([]);
  });

  it('every route accepted some', () => {
    const missed = bookRoutes().filter(isMissed);
    expect(missed.map(({ method, template }) => `${method} ${template}`)).toEqual([]);
  });

  it('none is answered by a status that the description does not know', () => {
    expect([...undeclared]).toEqual([]);
  });

  it('the service is well after them', async () => {
    const ready = await fetch(`${service.url}/health/ready`);
    expect(await ready.json()).toMatchObject({ isReady: true, parkedCount: 0 });
  });
});
