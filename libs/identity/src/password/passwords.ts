import { availableParallelism } from 'node:os';

import { Problem } from '@chargebook/http';
import { Injectable } from '@nestjs/common';

import { hashPassword, isPasswordOf, NOBODYS_HASH } from './password-hash';
import { Crowded, Turnstile } from '../turnstile';

/** Of 32 MiB each; one core is left to whoever is signed in already. */
const AT_ONCE = Math.max(1, Math.min(4, availableParallelism() - 1));

/** The last of them waits for some three seconds. */
const WAITING = 8;

/** Hashes passwords and compares them, a few at a time: an attack must not take the machine. */
@Injectable()
export class Passwords {
  private readonly turnstile = new Turnstile({ atOnce: AT_ONCE, waiting: WAITING });

  /** @throws Problem `too-many-requests` */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hashPassword(password));
  }

  /**
   * Whether it is the one that the hash was made of. Without a hash the same work is done, so that
   * the time tells nobody who has an account. @throws Problem `too-many-requests`
   */
  async matches(stored: string | null | undefined, password: string): Promise<boolean> {
    const isMatch = await this.inTurn(() => isPasswordOf(stored ?? NOBODYS_HASH, password));
    return isMatch && typeof stored === 'string';
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await this.turnstile.pass(work);
    } catch (error) {
      if (!(error instanceof Crowded)) throw error;
      throw tooMany('Too many sign in at this moment; try again in 2 s.', 2);
    }
  }
}

/** 429 with the seconds after which another try is taken. */
export function tooMany(detail: string, waitSeconds: number): Problem {
  return new Problem('too-many-requests', {
    detail,
    figures: { waitSeconds },
    headers: { 'retry-after': `${waitSeconds}` },
  });
}
