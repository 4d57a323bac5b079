import { type Position } from '@chargebook/event-store';
import { type Done, type Outcome } from '@chargebook/kernel';
import { type FastifyReply } from 'fastify';

import { etagOf } from './etag';
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
  /** The thing as clients see it; not asked for what is removed. */
  readonly render: (answer: Answer) => Body;
  /** Path of a thing that was created, as `/v1/sites/<id>`. */
  readonly location?: (answer: Answer) => string;
}

/**
 * Status, headers and body of a command's outcome; the handler returns what this returns.
 * @throws Problem for what was refused
 */
export function answerWrite<Answer, Body extends object>(
  reply: FastifyReply,
  outcome: Outcome<Answer>,
  how: WriteAnswer<Answer, Body>,
): (Body & { readonly warnings: Done<Answer>['warnings'] }) | undefined {
  if (outcome.kind === 'refused') throw problemOfRefusal(outcome.refusal, how.detailOf);
  const { answer, effect, position, warnings } = outcome;
  void reply.status(STATUS[effect]).headers({
    'cache-control': 'no-store',
    'chargebook-position': position,
    ...(outcome.isReplay ? { 'idempotency-replayed': 'true' } : {}),
  });
  if (effect === 'removed') return undefined;
  void reply.header('etag', etagOf(outcome.version));
  if (effect === 'created' && how.location) void reply.header('location', how.location(answer));
  return { ...how.render(answer), warnings };
}

/** Headers of the answer that shows one thing, folded from its stream: always current. */
export function answerOne<Body extends object>(
  reply: FastifyReply,
  version: bigint,
  body: Body,
): Body {
  void reply.headers({ 'cache-control': 'no-store', etag: etagOf(version) });
  return body;
}

/** Headers of a list or tree: the position says up to where it shows the log. */
export function answerList<Body extends object>(
  reply: FastifyReply,
  position: Position | undefined,
  body: Body,
): Body {
  void reply.header('cache-control', 'no-store');
  if (position !== undefined) void reply.header('chargebook-position', position);
  return body;
}
