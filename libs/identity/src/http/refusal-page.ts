import { escaped, HttpAnswer, htmlPage, type Problem } from '@chargebook/http';
import { type FastifyRequest } from 'fastify';

import { IDENTITY_PROBLEMS } from '../identity.problems';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/**
 * A refusal for whoever came with a browser from elsewhere: a page with the way on. Programs get
 * the problem as always, thrown. The cookies are set in either case that shows a page.
 */
export function refusalOf(
  request: FastifyRequest,
  problem: Problem,
  cookies: readonly string[],
): HttpAnswer<string> {
  if (!(request.headers.accept ?? '').includes('text/html')) throw problem;
  const kind = IDENTITY_PROBLEMS[problem.code as keyof typeof IDENTITY_PROBLEMS];
  const { detail } = problem.content;
  const body =
    `<p>${escaped(detail)}</p><p>${escaped(kind.explanation)}</p>` +
    `<p><a href="/auth/openid-connect/start">Sign in again</a></p>` +
    `<p><code>${problem.code}</code>, request ${escaped(request.id)}</p>`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
    'set-cookie': [...cookies],
  };
  return new HttpAnswer(htmlPage(kind.title, body), headers, kind.status);
}
