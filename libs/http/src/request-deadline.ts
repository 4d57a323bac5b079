import { ANSWER_WITHIN_MS, Deadline } from '@chargebook/kernel';
import { type FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set when it is first asked for. */
    deadline?: Deadline;
  }
}

/** By when the request is answered: all that is done for it shares this time, the guard first. */
export function deadlineOf(request: FastifyRequest): Deadline {
  request.deadline ??= Deadline.after(ANSWER_WITHIN_MS);
  return request.deadline;
}
