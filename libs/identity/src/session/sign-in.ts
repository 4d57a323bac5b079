import { Problem } from '@chargebook/http';
import { Injectable } from '@nestjs/common';

import { Passwords } from '../password/passwords';
import { SignInDelays } from '../password/sign-in-delays';
import { People } from '../people';
import { UserAccess } from '../user-access';
import { PASSWORD_SESSION_SECONDS, type SessionHandle, Sessions } from './sessions';
import { SessionTokens } from './session-tokens';

/** What a browser gets that is signed in. */
export interface SignedIn {
  readonly sessionToken: string;
  readonly handle: SessionHandle;
}

export interface PasswordAttempt {
  readonly email: string;
  readonly password: string;
  /** Where the request came from. */
  readonly address: string;
}

/** Begins sessions and keeps them alive, for users who are active at that moment. */
@Injectable()
export class SignIn {
  constructor(
    private readonly people: People,
    private readonly access: UserAccess,
    private readonly passwords: Passwords,
    private readonly delays: SignInDelays,
    private readonly sessions: Sessions,
    private readonly tokens: SessionTokens,
  ) {}

  /**
   * The same work is done and the same is answered whether the address is unknown, the password
   * wrong or the user inactive. @throws Problem `sign-in-failed`, `too-many-requests`
   */
  async byPassword(attempt: PasswordAttempt): Promise<SignedIn> {
    await this.delays.attempt(attempt);
    const credentials = await this.people.credentialsOf(attempt.email);
    const isRight = await this.compare(credentials?.password, attempt);
    if (credentials === undefined || !isRight) throw failed();
    const signedIn = await this.begin(credentials.userId, PASSWORD_SESSION_SECONDS);
    if (signedIn === undefined) throw failed();
    await this.delays.forgive(attempt);
    return signedIn;
  }

  /** A session of the user, undefined for one who is not there or not active. */
  async begin(userId: string, longestSeconds: number): Promise<SignedIn | undefined> {
    if ((await this.access.rolesOf(userId)) === undefined) return undefined;
    return this.signedIn(await this.sessions.start(userId, longestSeconds));
  }

  /** Undefined when the session is over, or its user not active any more. */
  async refresh(refreshToken: string): Promise<SignedIn | undefined> {
    const handle = await this.sessions.rotate(refreshToken);
    if (handle === undefined) return undefined;
    if ((await this.access.rolesOf(handle.userId)) !== undefined) return this.signedIn(handle);
    await this.sessions.endAllOf(handle.userId);
    return undefined;
  }

  private async signedIn(handle: SessionHandle): Promise<SignedIn> {
    return { sessionToken: await this.tokens.sign(handle), handle };
  }

  private async compare(
    stored: string | null | undefined,
    attempt: PasswordAttempt,
  ): Promise<boolean> {
    try {
      return await this.passwords.matches(stored, attempt.password);
    } catch (error) {
      // The password was not looked at: that is no failure of whoever asked.
      await this.delays.discount(attempt);
      throw error;
    }
  }
}

function failed(): Problem {
  return new Problem('sign-in-failed', {
    detail: 'The e-mail address or the password is not right.',
  });
}
