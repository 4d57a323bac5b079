import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fastifyStatic from '@fastify/static';
import { notFound, ProblemFilter } from '@chargebook/http';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

/** The web app's own addresses. */
const ADDRESSES = ['/', '/sign-in', '/welcome', '/users', '/users/*', '/accounts', '/accounts/*'];

/** What is below these is for programs, also when a person asks for it and it is not there. */
const OF_PROGRAMS = /^\/(?:v1|auth|assets|docs|health|metrics|problems)(?:\/|$)/;

/** A program that asks for what is no resource is told so, and gets no page that it cannot read. */
const PAGE = /text\/html/;
const PAGE_OR_ANYTHING = /text\/html|\*\/\*/;
const ANYTHING = '*/*';

const YEAR_MS = 365 * 24 * 3_600_000;

/** Styles are made while it runs; of scripts, only its own files. The map draws in a worker. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

const NOT_BUILT =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Chargebook</title>' +
  '<h1>The web app is not here</h1><p>This process was started without it: set BACKOFFICE_DIR ' +
  'to the built app, or start with <code>npm start</code>, which builds it.</p>' +
  '<p>The interface for programs is at <a href="/docs">/docs</a>.</p></html>';

/**
 * Serves the built app: one page for every address of it, and its files, whose names change with
 * what is in them. @throws when the folder holds no built app
 */
export function serveBackOffice(
  application: NestFastifyApplication,
  folder: string | undefined,
): void {
  const page =
    folder === undefined
      ? { status: 503, body: NOT_BUILT }
      : { status: 200, body: readFileSync(join(folder, 'index.html'), 'utf8') };
  const fastify = application.getHttpAdapter().getInstance() as FastifyInstance;
  const filter = application.get(ProblemFilter);
  const send =
    (status: number, wanted: RegExp) => (request: FastifyRequest, reply: FastifyReply) => {
      const [path = ''] = request.url.split('?');
      const isForPerson =
        wanted.test(request.headers.accept ?? ANYTHING) && !OF_PROGRAMS.test(path);
      if (isForPerson) return reply.status(status).headers(PAGE_HEADERS).send(page.body);
      filter.answer(notFound(), request, reply);
      return reply;
    };
  for (const address of ADDRESSES) fastify.get(address, send(page.status, PAGE_OR_ANYTHING));
  // Who has mistyped an address is told so by the app, and finds the way back there.
  fastify.get('/*', send(page.status === 200 ? 404 : page.status, PAGE));
  if (folder !== undefined) serveFiles(fastify, join(folder, 'assets'));
}

function serveFiles(fastify: FastifyInstance, root: string): void {
  void fastify.register(fastifyStatic, {
    root,
    prefix: '/assets/',
    decorateReply: false,
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: YEAR_MS,
  });
}
