import { Problem, requireSameOrigin } from '@chargebook/http';
import { Inject, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';

import { type IdentityOptions } from '../identity-options';
import { IDENTITY_OPTIONS } from '../tokens';
import { SetCookies } from './set-cookies';

/** What the controllers under /auth have in common: cookies, where requests come from, methods. */
@Injectable()
export class AuthEdge {
  readonly cookies: SetCookies;

  constructor(@Inject(IDENTITY_OPTIONS) readonly options: IdentityOptions) {
    this.cookies = new SetCookies(options.publicUrl?.protocol === 'https:');
  }

  get takesPasswords(): boolean {
    return this.options.provider === undefined;
  }

  /** @throws Problem `sign-in-method-off` */
  requirePasswords(): void {
    if (this.takesPasswords) return;
    throw new Problem('sign-in-method-off', {
      detail: 'Here one signs in with the identity provider.',
    });
  }

  /** For what no cookie proves: a program without a page may ask as well. */
  refuseOtherSites(request: FastifyRequest): void {
    this.requireOrigin(request, false);
  }

  /** For what a cookie proves. @throws Problem `cross-site-request` */
  requireOwnPage(request: FastifyRequest): void {
    this.requireOrigin(request, true);
  }

  private requireOrigin(request: FastifyRequest, mustBeSaid: boolean): void {
    requireSameOrigin(request, { mustBeSaid, publicUrl: this.options.publicUrl });
  }
}
