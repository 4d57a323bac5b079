import { type Actor } from '@chargebook/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';

import { notFound } from './problem';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard; absent on public routes. */
    actor?: Actor;
    /** When the token expires by which the actor is known, in milliseconds of the epoch. */
    signedInUntilMs?: number;
  }
}

/** Who asks. @throws Error on a public route, where nobody is known. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === undefined) throw new Error('a public route knows no actor');
  return request.actor;
}

/** Hands the handler who asks. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  actorOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The accounts that lists may show: `'*'` for all of them (RULES 25). */
export function visibleAccounts(actor: Actor): readonly string[] | '*' {
  if ((actor.roles['*'] ?? []).length > 0) return '*';
  return Object.keys(actor.roles).filter((account) => (actor.roles[account] ?? []).length > 0);
}

/**
 * The accounts that a list may show, narrowed to the one that was asked for.
 * @throws Problem `not-found` for one that the actor may not see
 */
export function shownAccounts(actor: Actor, asked: string | undefined): readonly string[] | '*' {
  const visible = visibleAccounts(actor);
  if (asked === undefined) return visible;
  if (visible !== '*' && !visible.includes(asked)) throw notFound();
  return [asked];
}
