import { type Actor } from '@chargebook/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';

import { actorOf } from './actor.decorator';

/** Who asks for a stream, and how long he may have it. */
export interface StreamReader {
  readonly actor: Actor;
  /** When the token expires by which the actor is known, in milliseconds of the epoch. */
  readonly untilMs: number;
  /** The `id` of the message that he saw last, where he comes back. */
  readonly lastSeen: string | undefined;
}

/** Hands the handler the reader of the stream that is asked for. */
export const CurrentStreamReader = createParamDecorator(
  (_data: unknown, context: ExecutionContext): StreamReader => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { signedInUntilMs: untilMs, headers } = request;
    if (untilMs === undefined) throw new Error('nobody is signed in on a public route');
    const lastSeen = headers['last-event-id'];
    return { actor: actorOf(request), untilMs, lastSeen: lastSeen && [lastSeen].flat().join() };
  },
);
