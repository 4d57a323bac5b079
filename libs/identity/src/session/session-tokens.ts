import { type TokenRules } from '@chargebook/http';
import { type Actor } from '@chargebook/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type JWTPayload, SignJWT } from 'jose';

import { SESSION_KEY } from '../tokens';
import { UserAccess } from '../user-access';
import { type SessionHandle, Sessions } from './sessions';

/** The browser renews its token so often. */
export const SESSION_TOKEN_SECONDS = 300;

/** What is revoked, deactivated or signed out elsewhere is felt after so long at the latest. */
const REMEMBERED_FOR_MS = 30_000;

const ALGORITHM = 'HS256';
const ISSUER = 'chargebook-session';
const AUDIENCE = 'chargebook-session';

type Session = Pick<SessionHandle, 'sessionId' | 'userId'>;

/**
 * The short-lived tokens of sessions. They name the user and no role: of who has roles in a hundred
 * accounts no cookie would hold them, and roles may change.
 */
@Injectable()
export class SessionTokens {
  constructor(
    @Inject(SESSION_KEY) private readonly key: Buffer,
    private readonly sessions: Sessions,
    private readonly access: UserAccess,
  ) {}

  sign({ userId, sessionId }: Session): Promise<string> {
    const nowSeconds = Math.floor(Date.now() / 1_000);
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setSubject(userId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + SESSION_TOKEN_SECONDS)
      .sign(new Uint8Array(this.key));
  }

  /**
   * Whoever signs them checks them, so one key does for both; bearer tokens are never checked by
   * these rules, nor these by those.
   */
  rules(): TokenRules {
    return {
      keys: () => Promise.resolve(new Uint8Array(this.key)),
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      actorOf: (claims) => this.actorOf(claims),
      rememberedForMs: REMEMBERED_FOR_MS,
    };
  }

  /** With the roles of now, while the session is open and the user active. */
  private async actorOf({ sub: userId, sid }: JWTPayload): Promise<Actor | undefined> {
    if (userId === undefined || typeof sid !== 'string') return undefined;
    if (!(await this.sessions.isOpen({ sessionId: sid, userId }))) return undefined;
    const roles = await this.access.rolesOf(userId);
    return roles && { id: userId, roles };
  }
}
