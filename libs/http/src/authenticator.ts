import { type Actor } from '@chargebook/kernel';
import { type FastifyRequest } from 'fastify';

import { type FailedAttempts } from './failed-attempts';
import { Problem } from './problem';
import { requireSameOrigin } from './same-origin';
import { cookieOf } from './session-cookies';
import { type TokenVerifier, type VerifiedToken } from './token-verifier';

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
   * By the bearer token where one was sent, else by the cookie of the session; until when that
   * holds
   * is noted on the request.
   * @throws Problem `unauthenticated`, `too-many-requests`, `cross-site-request`
   */
  async actorOf(request: FastifyRequest): Promise<Actor> {
    const { authorization } = request.headers;
    const verified =
      authorization === undefined
        ? await this.verifyCookie(request)
        : await this.verifyBearer(authorization);
    if (verified !== undefined) {
      request.signedInUntilMs = verified.expiresAtMs;
      return verified.actor;
    }
    const waitSeconds = this.parts.failures.count(request.ip);
    throw waitSeconds > 0 ? tooMany(waitSeconds) : unauthenticated(authorization !== undefined);
  }

  private async verifyBearer(authorization: string): Promise<VerifiedToken | undefined> {
    const [, token] = BEARER.exec(authorization) ?? [];
    return token === undefined ? undefined : this.parts.bearer.verify(token);
  }

  private async verifyCookie(request: FastifyRequest): Promise<VerifiedToken | undefined> {
    const { session } = this.parts;
    const token = session && cookieOf(request, session.cookie);
    const verified = token === undefined ? undefined : await session?.verifier.verify(token);
    if (verified === undefined) return undefined;
    requireSameOrigin(request, { mustBeSaid: true, publicUrl: session?.publicUrl });
    return verified;
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
