import { type Position, StoreUnavailable } from '@chargebook/event-store';
import {
  ANSWER_WITHIN_MS,
  Deadline,
  type Done,
  type Outcome,
  type Warning,
} from '@chargebook/kernel';

import { etagOf } from './etag';
import { type Preview, previewOf } from './preview';
import { type DetailOf } from './problem-catalogue';
import { problemOfRefusal } from './refusal.problems';

const STATUS = {
  created: 201,
  changed: 200,
  unchanged: 200,
  removed: 204,
} as const satisfies Record<Done<unknown>['effect'], number>;

export interface WriteAnswer<Answer, Body extends object> {
  /** The sentences of the context's rejections, from `detailsOf`. */
  readonly detailOf: DetailOf;
  /** The thing as clients see it, maybe with what must be read; not asked for what is removed. */
  readonly render: (answer: Answer) => Body | Promise<Body>;
  /** By when the request is answered, where `render` reads. */
  readonly deadline?: Deadline;
  /** Path of a thing that was created, as `/v1/sites/<id>`. */
  readonly location?: (answer: Answer) => string;
}

/** What a handler answers beside the body; the adapter of the server writes it down. */
export class HttpAnswer<Body> {
  constructor(
    readonly body: Body,
    readonly headers: Readonly<Record<string, string | string[]>>,
    /** As the route declares it when not said. */
    readonly status?: number,
  ) {}
}

export type WrittenBody<Body> =
  | (Body & { readonly warnings: readonly Warning[] })
  /** Where the client only asked what would become of it. */
  | Preview<Body>
  /** Nothing is shown of what is removed. */
  | undefined;

/** The answer of a route that writes. */
export type Written<Body> = HttpAnswer<WrittenBody<Body>>;

/**
 * Status, headers and body of a command's outcome.
 * @throws Problem for what was refused
 */
export async function answerWrite<Answer, Body extends object>(
  outcome: Outcome<Answer>,
  how: WriteAnswer<Answer, Body>,
): Promise<Written<Body>> {
  if (outcome.kind === 'refused') throw problemOfRefusal(outcome.refusal, how.detailOf);
  const { render, deadline = Deadline.after(ANSWER_WITHIN_MS) } = how;
  if (outcome.preview === undefined) return answerDone(outcome, { ...how, deadline });
  const preview = await deadline.bound(() => previewOf(outcome, render));
  return new HttpAnswer(preview, { 'cache-control': 'no-store' });
}

async function answerDone<Answer, Body extends object>(
  outcome: Done<Answer>,
  { render, location: pathOf, deadline }: WriteAnswer<Answer, Body> & { deadline: Deadline },
): Promise<Written<Body>> {
  const { answer, effect, position, warnings } = outcome;
  const headers = {
    'cache-control': 'no-store',
    'chargebook-position': position,
    ...(outcome.isReplay && { 'idempotency-replayed': 'true' }),
  };
  if (effect === 'removed' || answer === undefined) {
    return new HttpAnswer(undefined, headers, STATUS.removed);
  }
  const location = effect === 'created' && pathOf?.(answer);
  const body = await readForAnswer(deadline, async () => render(answer));
  return new HttpAnswer(
    { ...body, warnings },
    { ...headers, etag: etagOf(outcome.version), ...(location && { location }) },
    STATUS[effect],
  );
}

/**
 * What is read to answer a command that is done: where the store does not answer any more, or not
 * in time, nobody may be told that nothing was written.
 * @throws Problem `outcome-unknown`
 */
async function readForAnswer<Facts>(
  deadline: Deadline,
  read: () => Promise<Facts>,
): Promise<Facts> {
  try {
    return await deadline.bound(read);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    throw problemOfRefusal({ kind: 'outcome-unknown' }, ({ code }) => code);
  }
}

/** One thing, folded from its stream: always current. */
export function answerOne<Body extends object>(version: bigint, body: Body): HttpAnswer<Body> {
  return new HttpAnswer(body, { 'cache-control': 'no-store', etag: etagOf(version) });
}

/** A list or tree: the position says up to where it shows the log. */
export function answerList<Body extends object>(position: Position, body: Body): HttpAnswer<Body> {
  return new HttpAnswer(body, { 'cache-control': 'no-store', 'chargebook-position': position });
}
