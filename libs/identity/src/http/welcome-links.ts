import { notFound } from '@chargebook/http';
import { Inject, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';

import { type IdentityOptions } from '../identity-options';
import { type IssuedLink, Links } from '../links';
import { People } from '../people';
import { IDENTITY_OPTIONS } from '../tokens';

/** How somebody gets in for the first time, or again. */
export interface Invitation {
  readonly url: string;
  /** Null where there is nothing that could expire. */
  readonly expiresAt: string | null;
}

export interface InvitedUser {
  readonly userId: string;
  /** The same again voids the link that was given under it before. */
  readonly linkId: string;
}

/** Links to the page that sets a password. The secret is in the fragment: no server log has it. */
@Injectable()
export class WelcomeLinks {
  constructor(
    private readonly links: Links,
    private readonly people: People,
    @Inject(IDENTITY_OPTIONS) private readonly options: IdentityOptions,
  ) {}

  /** With an identity provider there is no password to set: the invited user signs in at once. */
  async invite(user: InvitedUser, request: FastifyRequest): Promise<Invitation> {
    const { publicUrl, provider } = this.options;
    const origin = publicUrl?.origin ?? `${request.protocol}://${request.host}`;
    if (provider !== undefined) return { url: `${origin}/sign-in`, expiresAt: null };
    const hasPassword = await this.people.hasPassword(user.userId);
    const purpose = hasPassword ? 'new-password' : 'invitation';
    const link = await this.links.issue({ ...user, purpose });
    // The process died when the user was added: nobody's name and address was kept.
    if (link === undefined) throw notFound();
    return { url: welcomeUrl(origin, link), expiresAt: link.expiresAt };
  }
}

export function welcomeUrl(origin: string, { secret }: Pick<IssuedLink, 'secret'>): string {
  return `${origin}/welcome#${secret}`;
}
