import { differencesOf } from './differences';
import { idempotencyKeyOf } from './natural-keys';
import { problemSentence } from './problem-sentence';
import { refused, type Thing, type Verdict } from './row-result';
import { type ServiceClient } from './service-client';

/** One thing of the folder as it is sent. */
export interface WantedThing {
  /** As `charger`. */
  readonly what: string;
  /** Its natural key. */
  readonly name: string;
  readonly path: string;
  readonly body: object;
}

const CHANGED_SINCE =
  'an earlier import added it with other values, and it goes by another name now';

/** Adds the thing if the book has none of its name; what is there is compared and left alone. */
export async function findOrAdd(
  client: ServiceClient,
  wanted: WantedThing,
  found: readonly Thing[],
): Promise<Verdict> {
  const [thing, ...others] = found;
  if (thing === undefined) return add(client, wanted);
  if (others.length === 0) return compared(wanted, thing);
  const { what, name } = wanted;
  return refused(`the book has ${found.length} of the ${what} "${name}": which one is meant?`);
}

async function add(client: ServiceClient, wanted: WantedThing): Promise<Verdict> {
  const { what, name, path, body } = wanted;
  const answer = await client.post(path, idempotencyKeyOf(what, name), body);
  if (answer.body['code'] === 'idempotency-key-reused') return refused(CHANGED_SINCE);
  if (answer.status !== 201) return refused(problemSentence(answer.body));
  const thing = answer.body as unknown as Thing;
  // An earlier run added it, though the list did not show it: killed just now, or renamed since.
  return answer.isReplay ? compared(wanted, thing) : { kind: 'added', thing, why: '' };
}

function compared({ body }: WantedThing, thing: Thing): Verdict {
  const differences = [...statusOf(thing), ...differencesOf(body, thing)];
  const kind = differences.length === 0 ? 'same' : 'different';
  return { kind, thing, why: differences.join(', ') };
}

function statusOf({ status }: Thing): readonly string[] {
  return status === 'retired' ? ['status (retired in the book)'] : [];
}
