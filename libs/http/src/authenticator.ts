import { type Actor } from '@chargebook/kernel';
import { type FastifyRequest } from 'fastify';

import { type FailedAttempts } from './failed-attempts';
import { Problem } from './problem';
import { type TokenVerifier } from './token-verifier';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i;

/** Finds out who asks, and slows down addresses that ask without a valid token. */
export class Authenticator {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly failures: FailedAttempts,
  ) {}

  /**
   * Who asks; until when that holds is noted on the request.
   * @throws Problem `unauthenticated`, `too-many-requests`
   */
  async actorOf(request: FastifyRequest): Promise<Actor> {
    const [, token] = BEARER.exec(request.headers.authorization ?? '') ?? [];
    const verified = token === undefined ? undefined : await this.verifier.verify(token);
    if (verified !== undefined) {
      request.signedInUntilMs = verified.expiresAtMs;
      return verified.actor;
    }
    const waitSeconds = this.failures.count(request.ip);
    throw waitSeconds > 0 ? tooMany(waitSeconds) : unauthenticated(token !== undefined);
  }
}

function unauthenticated(hasToken: boolean): Problem {
  const reason = hasToken ? ', error="invalid_token"' : '';
  return new Problem('unauthenticated', {
    detail: hasToken
      ? 'The bearer token is not valid here: unknown key, expired, or made for something else.'
      : 'Send a bearer token in the header Authorization.',
    headers: { 'www-authenticate': `Bearer realm="chargebook"${reason}` },
  });
}

function tooMany(waitSeconds: number): Problem {
  return new Problem('too-many-requests', {
    detail: `Too many requests without a valid token; ask again in ${waitSeconds} s.`,
    headers: { 'retry-after': `${waitSeconds}` },
  });
}
