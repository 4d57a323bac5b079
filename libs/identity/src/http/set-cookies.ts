import { HttpAnswer, type SessionCookieNames, sessionCookieNames } from '@chargebook/http';
import { fastifyCookie } from '@fastify/cookie';

import { SESSION_TOKEN_SECONDS } from '../session/session-tokens';
import { type SignedIn } from '../session/sign-in';

const FOR_PAGES_OF_THIS_HOST = { path: '/', httpOnly: true, sameSite: 'strict' } as const;

/** Writes the cookies of sessions; no script can read them, and no other site makes them sent. */
export class SetCookies {
  readonly names: SessionCookieNames;

  constructor(readonly isSecure: boolean) {
    this.names = sessionCookieNames(isSecure);
  }

  signedIn({ sessionToken, handle }: SignedIn): readonly string[] {
    return [
      this.cookie(this.names.session, sessionToken, SESSION_TOKEN_SECONDS),
      this.cookie(this.names.refresh, handle.refreshToken, handle.expiresInSeconds),
    ];
  }

  signedOut(): readonly string[] {
    return [this.cookie(this.names.session, '', 0), this.cookie(this.names.refresh, '', 0)];
  }

  private cookie(name: string, value: string, maxAge: number): string {
    const { isSecure: secure } = this;
    return fastifyCookie.serialize(name, value, { ...FOR_PAGES_OF_THIS_HOST, secure, maxAge });
  }
}

/** Done, with nothing to show but cookies. */
export function answerCookies(cookies: readonly string[]): HttpAnswer<undefined> {
  const headers = { 'cache-control': 'no-store', 'set-cookie': [...cookies] };
  return new HttpAnswer(undefined, headers, 204);
}
