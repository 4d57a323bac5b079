import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyReply } from 'fastify';

import { onConnectionEnd } from './connection-end';

/** Hands the handler a signal that aborts when the client is gone: nobody hears the answer then. */
export const ClientGone = createParamDecorator(
  (_data: unknown, context: ExecutionContext): AbortSignal => {
    const { request, raw } = context.switchToHttp().getResponse<FastifyReply>();
    const gone = new AbortController();
    raw.once(
      'close',
      onConnectionEnd(request, () => gone.abort()),
    );
    return gone.signal;
  },
);
