import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Logger } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';

import { isVerdict, PreviewedProblem, refusedBy } from './preview';
import { Problem } from './problem';
import { ProblemCatalogue } from './problem-catalogue';
import { problemOfError } from './problem-of-error';

/** Turns whatever was thrown into one problem document: no stack and no SQL leaves the process. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(@Inject(ProblemCatalogue) private readonly catalogue: ProblemCatalogue) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const cause = error instanceof PreviewedProblem ? error.problem : error;
    const problem = this.problemOf(cause, request.id);
    const kind = this.catalogue.find(problem.code);
    if (kind === undefined) throw new Error(`problem ${problem.code} is in no catalogue`);
    const { detail, pointer, figures, errors, headers } = problem.content;
    const members = {
      type: `/problems/${problem.code}`,
      title: kind.title,
      status: kind.status,
      detail,
      code: problem.code,
      requestId: request.id,
      pointer,
    };
    // Named twice: to be first, and not to be replaced by a figure.
    const document = { ...members, ...figures, ...members, errors };
    const answer = reply.headers({ 'cache-control': 'no-store', ...headers });
    if (isVerdict(error, kind.status)) void answer.status(200).send(refusedBy(document));
    else void answer.status(kind.status).type('application/problem+json').send(document);
  }

  private problemOf(error: unknown, requestId: string): Problem {
    const problem = problemOfError(error);
    if (problem !== undefined && this.catalogue.find(problem.code) !== undefined) {
      // An outage brings thousands: at `debug` each tells what it was that did not answer.
      if (problem !== error) this.logger.debug({ requestId, code: problem.code, err: error });
      return problem;
    }
    this.logger.error({ requestId, err: error }, 'a request failed');
    return new Problem('internal', { detail: 'Something failed here; it is in the log.' });
  }
}
