import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { type FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

import { HttpAnswer } from './answers';

/** Writes the status and headers of a handler's answer, so that handlers never touch the reply. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((answer: unknown) => written(answer, reply)));
  }
}

function written(answer: unknown, reply: FastifyReply): unknown {
  if (!(answer instanceof HttpAnswer)) return answer;
  void reply.headers(answer.headers);
  if (answer.status !== undefined) void reply.status(answer.status);
  return answer.body;
}
