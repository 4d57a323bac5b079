import { type EventStore } from '@chargebook/event-store';
import { EVENT_STORE, signLocalToken } from '@chargebook/http';
import { commandIdOf, newThingId } from '@chargebook/kernel';
import { USER_CATEGORY } from '@chargebook/user';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';

import { isEmptyLog } from '../book-log';
import { DemoClient } from './demo-client';
import { type DemoStep } from './demo-step';
import { JUNIPER_STEPS } from './juniper-sites';
import { CLOSING_STEPS, JUNIPER, LAST_ACCOUNT, OPERATOR_STEPS } from './operator';
import { SALTMARSH_STEPS } from './saltmarsh-sites';

/** One actor and one key a step: a start after a killed one goes on where that one ended. */
const ACTOR = { id: 'demo', roles: { '*': ['administrator', 'support'] } } as const;
const TOKEN_SECONDS = 3_600;

const STEPS: readonly DemoStep[] = [
  ...OPERATOR_STEPS,
  ...JUNIPER_STEPS,
  ...SALTMARSH_STEPS,
  ...CLOSING_STEPS,
];

const LISTS = [
  '/v1/accounts',
  `/v1/accounts/${accountIdOf(JUNIPER)}/drivers`,
  '/v1/groups',
  '/v1/rate-plans',
  '/v1/sites',
  '/v1/panels',
  '/v1/chargers',
];

type Ids = ReadonlyMap<string, string>;

/**
 * Fills an empty book with the demo's operator, and returns when every list shows it. A book that
 * holds something else is left as it is. Returns what it did, as a line to print.
 */
export async function fillDemo(
  application: NestFastifyApplication,
  dataDir: string,
): Promise<string> {
  const token = await signLocalToken(dataDir, { actor: ACTOR, ttlSeconds: TOKEN_SECONDS });
  const client = new DemoClient(application, token);
  const store = application.get<EventStore>(EVENT_STORE);
  const hasBegun = await has(client, JUNIPER);
  // The first start has made an administrator: his book is as empty as before.
  if (!hasBegun && !(await isEmptyLog(store, USER_CATEGORY))) {
    return 'The book is not empty: --demo changes nothing.';
  }
  // What was filled once is the user's: nothing is put back that was changed since.
  if (!(await has(client, LAST_ACCOUNT))) await takeAll(client);
  const position = await store.head();
  for (const list of LISTS) await client.untilShown(list, position);
  return 'The book holds the demo.';
}

async function has(client: DemoClient, accountName: string): Promise<boolean> {
  const path = `/v1/accounts/${accountIdOf(accountName)}`;
  return (await client.ask({ method: 'GET', path })).status === 200;
}

/** As the service makes it of the step's key. */
function accountIdOf(name: string): string {
  const intent = { actorId: ACTOR.id, key: keyOf(name), method: 'POST', path: '/v1/accounts' };
  return newThingId(commandIdOf(intent), 'account');
}

async function takeAll(client: DemoClient): Promise<void> {
  const ids = new Map<string, string>();
  for (const step of STEPS) await take(client, step, ids);
}

async function take(client: DemoClient, step: DemoStep, ids: Map<string, string>): Promise<void> {
  const path = filledIn(step.path, ids);
  const body = step.body && (JSON.parse(filledIn(JSON.stringify(step.body), ids)) as object);
  if (step.kind !== 'add') return change(client, { ...step, path, body });
  const headers = { 'idempotency-key': keyOf(step.name) };
  const answer = await client.mustDo({ method: 'POST', path, headers, body });
  ids.set(step.name, String(answer.body['id']));
}

interface Change {
  readonly kind: Exclude<DemoStep['kind'], 'add'>;
  readonly path: string;
  readonly body: object | undefined;
}

async function change(client: DemoClient, { kind, path, body }: Change): Promise<void> {
  const thing = await client.mustDo({ method: 'GET', path });
  if (thing.body['status'] === 'retired') return;
  const headers = { 'if-match': thing.etag };
  await client.mustDo(
    kind === 'edit'
      ? { method: 'PATCH', path, headers, body }
      : { method: 'POST', path: `${path}/${kind}`, headers, body },
  );
}

function filledIn(text: string, ids: Ids): string {
  return text.replace(/\{([A-Z][^{}"]*)\}/g, (_all, name: string) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`the demo: nothing goes by the name ${name}`);
    return id;
  });
}

function keyOf(name: string): string {
  return `demo ${name}`;
}
