import { type Actor } from '@chargebook/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';

import { actorOf } from './actor.decorator';
import { type AtLeast, atLeastOf } from './freshness';

/** Who reads a list, and how fresh he wants it. */
export interface ListReader {
  readonly actor: Actor;
  readonly atLeast: AtLeast;
}

/** Hands both to the handler of a list that takes a path and a query besides. */
export const CurrentListReader = createParamDecorator(
  (_data: unknown, context: ExecutionContext): ListReader => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return { actor: actorOf(request), atLeast: atLeastOf(request.headers) };
  },
);
