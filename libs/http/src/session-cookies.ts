import { fastifyCookie } from '@fastify/cookie';
import { type FastifyRequest } from 'fastify';

/** Names of the cookies that a signed-in browser holds. */
export interface SessionCookieNames {
  /** The short-lived token that says who asks. */
  readonly session: string;
  /** The secret by which the next one is had. */
  readonly refresh: string;
}

const NAMES: SessionCookieNames = { session: 'chargebook_session', refresh: 'chargebook_refresh' };

/** A browser takes names with this prefix from this very host alone, and over https alone. */
const SECURE_NAMES: SessionCookieNames = {
  session: `__Host-${NAMES.session}`,
  refresh: `__Host-${NAMES.refresh}`,
};

export function sessionCookieNames(isSecure: boolean): SessionCookieNames {
  return isSecure ? SECURE_NAMES : NAMES;
}

/** The value of the cookie; undefined when the request has none of that name. */
export function cookieOf(request: FastifyRequest, name: string): string | undefined {
  return fastifyCookie.parse(request.headers.cookie ?? '')[name];
}
