import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyReply } from 'fastify';

/** Hands the handler a signal that aborts when the client is gone: nobody hears the answer then. */
export const ClientGone = createParamDecorator(
  (_data: unknown, context: ExecutionContext): AbortSignal => {
    const { raw } = context.switchToHttp().getResponse<FastifyReply>();
    const gone = new AbortController();
    raw.once('close', () => gone.abort());
    // He may have left while it was found out who he is.
    if (raw.destroyed) gone.abort();
    return gone.signal;
  },
);
