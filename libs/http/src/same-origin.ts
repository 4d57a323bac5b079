import { type FastifyRequest } from 'fastify';

import { Problem } from './problem';

const READING = new Set(['GET', 'HEAD']);

export interface OriginRule {
  /** Where browsers reach the service, if it was said. */
  readonly publicUrl: URL | undefined;
  /** True where the request rests on a cookie: it must say where it comes from. */
  readonly mustBeSaid: boolean;
}

/**
 * A browser sends cookies whoever wrote the page that asks; it also says where that page is from,
 * in headers that no page can write. @throws Problem `cross-site-request`
 */
export function requireSameOrigin(request: FastifyRequest, rule: OriginRule): void {
  if (READING.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const isSame =
    site === undefined
      ? origin === undefined
        ? !rule.mustBeSaid
        : isOurOrigin(origin, request, rule)
      : site === 'same-origin';
  if (isSame) return;
  throw new Problem('cross-site-request', {
    detail: 'The request does not come from a page of this service.',
  });
}

/** The host alone where no public address was said: before a proxy it may be reached by https. */
function isOurOrigin(origin: string, request: FastifyRequest, { publicUrl }: OriginRule): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (publicUrl !== undefined) return from.origin === publicUrl.origin;
  const here = `${from.protocol}//${request.host}`;
  return URL.canParse(here) && new URL(here).host === from.host;
}
