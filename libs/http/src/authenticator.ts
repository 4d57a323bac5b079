import { type Actor } from '@chargebook/kernel';
import { type FastifyRequest } from 'fastify';

import { type FailedAttempts } from './failed-attempts';
import { Problem } from './problem';
import { requireSameOrigin } from './same-origin';
import { cookieOf } from './session-cookies';
import { type TokenVerifier } from './token-verifier';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i;

export interface CookieVerifier {
  readonly verifier: TokenVerifier;
  /** Name of the cookie that holds the token. */
  readonly cookie: string;
  readonly publicUrl: URL | undefined;
}

export interface AuthenticatorParts {
  readonly bearer: TokenVerifier;
  /** Undefined where nobody signs in with a browser. */
  readonly session: CookieVerifier | undefined;
  readonly failures: FailedAttempts;
}

/** Finds out who asks, and slows down addresses that ask without a valid token. */
export class Authenticator {
  constructor(private readonly parts: AuthenticatorParts) {}

  /**
   * By the bearer token where one was sent, else by the cookie of the session.
   * @throws Problem `unauthenticated`, `too-many-requests`, `cross-site-request`
   */
  async actorOf(request: FastifyRequest): Promise<Actor> {
    const { authorization } = request.headers;
    const actor =
      authorization === undefined
        ? await this.actorOfCookie(request)
        : await this.actorOfBearer(authorization);
    if (actor !== undefined) return actor;
    const waitSeconds = this.parts.failures.count(request.ip);
    throw waitSeconds > 0 ? tooMany(waitSeconds) : unauthenticated(authorization !== undefined);
  }

  private async actorOfBearer(authorization: string): Promise<Actor | undefined> {
    const [, token] = BEARER.exec(authorization) ?? [];
    return token === undefined ? undefined : this.parts.bearer.actorOf(token);
  }

  private async actorOfCookie(request: FastifyRequest): Promise<Actor | undefined> {
    const { session } = this.parts;
    const token = session && cookieOf(request, session.cookie);
    const actor = token === undefined ? undefined : await session?.verifier.actorOf(token);
    if (actor === undefined) return undefined;
    requireSameOrigin(request, { mustBeSaid: true, publicUrl: session?.publicUrl });
    return actor;
  }
}

function unauthenticated(hasToken: boolean): Problem {
  const reason = hasToken ? ', error="invalid_token"' : '';
  return new Problem('unauthenticated', {
    detail: hasToken
      ? 'The bearer token is not valid here: unknown key, expired, or made for something else.'
      : 'Sign in, or send a bearer token in the header Authorization.',
    headers: { 'www-authenticate': `Bearer realm="chargebook"${reason}` },
  });
}

function tooMany(waitSeconds: number): Problem {
  return new Problem('too-many-requests', {
    detail: `Too many requests without a valid token; ask again in ${waitSeconds} s.`,
    headers: { 'retry-after': `${waitSeconds}` },
  });
}
