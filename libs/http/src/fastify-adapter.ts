import { randomUUID } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type Logger } from 'pino';

import { HttpAnswer } from './answers';
import { onConnectionEnd } from './connection-end';
import { acceptJsonBodies, MAX_BODY_BYTES } from './request-body';
import { refuseUnreadable } from './unreadable-request';

const SANE_REQUEST_ID = /^[A-Za-z0-9._:-]{1,128}$/;

/** A client that does not end its request for so long is cut off. */
const REQUEST_TIMEOUT_MS = 60_000;

/** What every answer carries; pages that need scripts of their own loosen the policy themselves. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

export interface AdapterOptions {
  readonly logger?: Logger;
  /** Addresses or networks of proxies, whose word is taken for where a request came from. */
  readonly trustedProxies?: readonly string[];
}

/** Sends the problem of an error that Fastify met before any route. */
export type AnswerError = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Writes the status and headers of a handler's answer, so that handlers never touch the reply. Not
 * an interceptor: Nest runs one through several observables, which cost every request more.
 */
class AnsweringAdapter extends FastifyAdapter {
  override reply(reply: FastifyReply, answer: unknown, status?: number) {
    if (!(answer instanceof HttpAnswer)) return super.reply(reply, answer, status);
    void reply.headers(answer.headers);
    return super.reply(reply, bodyOf(reply, answer), answer.status ?? status);
  }
}

function bodyOf({ request }: FastifyReply, { body }: HttpAnswer<unknown>): unknown {
  if (!(body instanceof Readable)) return body;
  // HEAD has no body: Fastify would read a stream to its end, and one of changes has none.
  if (request.method === 'HEAD') {
    body.destroy();
    return undefined;
  }
  // Fastify closes it with the answer, which may not have begun when the client leaves.
  body.once(
    'close',
    onConnectionEnd(request, () => body.destroy()),
  );
  return body;
}

/**
 * The server below Nest. Create the application with `bodyParser: false`: bodies are parsed here.
 * `answerError` may be set later than the adapter is made, hence the holder.
 */
export function httpAdapter(
  holder: { answerError?: AnswerError },
  { logger, trustedProxies = [] }: AdapterOptions = {},
): FastifyAdapter {
  const adapter = new AnsweringAdapter({
    bodyLimit: MAX_BODY_BYTES,
    genReqId: requestIdOf,
    requestIdHeader: false,
    routerOptions: { maxParamLength: 500 },
    // What still comes in while the server closes is answered, and its connection then closed.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseUnreadable,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    frameworkErrors: (error: unknown, request: unknown, reply: unknown) =>
      holder.answerError?.(error, request as FastifyRequest, reply as FastifyReply),
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  acceptJsonBodies(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id });
    done();
  });
  fastify.addHook('preClose', (done) => {
    // Whoever is answered now has his connection closed behind the answer: it is kept for nothing.
    fastify.server.keepAliveTimeout = 1;
    done();
  });
  if (logger !== undefined) logRequests(fastify, logger);
  return adapter;
}

/** The client's own id for the request where it is harmless in a log, else a new one. */
function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SANE_REQUEST_ID.test(given) ? given : randomUUID();
}

/** One line per request, without headers, query or body: none of them is free of secrets. */
function logRequests(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    logger.info({
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
      actor: request.actor?.id,
    });
    done();
  });
}
