import { Problem } from '@chargebook/http';
import { Injectable } from '@nestjs/common';

import { Links } from '../links';
import { type Owner, weaknessOf } from './password-strength';
import { Passwords } from './passwords';
import { SignInDelays } from './sign-in-delays';

export interface WishedPassword {
  /** Of the link that allows it. */
  readonly secret: string;
  readonly password: string;
  readonly owner: Owner;
}

/** Sets a password by a one-time link. */
@Injectable()
export class PasswordSetting {
  constructor(
    private readonly links: Links,
    private readonly passwords: Passwords,
    private readonly delays: SignInDelays,
  ) {}

  /**
   * The user whose password it is now; undefined when the link was used up meanwhile.
   * @throws Problem `password-too-weak`, which leaves the link good; `too-many-requests`
   */
  async set({ secret, password, owner }: WishedPassword): Promise<string | undefined> {
    const weakness = weaknessOf(password, owner);
    if (weakness !== undefined) {
      throw new Problem('password-too-weak', { detail: weakness, pointer: '/password' });
    }
    const userId = await this.links.use(secret, await this.passwords.hash(password));
    if (userId !== undefined) await this.delays.forgiveAccount(owner.email);
    return userId;
  }
}
