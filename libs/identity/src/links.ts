import { inTransaction } from '@chargebook/database';
import { Inject, Injectable } from '@nestjs/common';
import { type Pool, type PoolClient } from 'pg';

import { PERSON_TABLE } from './identity-schema';
import { type Person } from './people';
import { hashOfSecret, newSecret } from './secrets';
import { IDENTITY_POOL } from './tokens';

export const LINK_PURPOSES = ['first-administrator', 'invitation', 'new-password'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

const VALID_HOURS: Readonly<Record<LinkPurpose, number>> = {
  'first-administrator': 24,
  invitation: 7 * 24,
  'new-password': 24,
};

export interface NewLink {
  /** The same again gives it another secret: the one before is void. */
  readonly linkId: string;
  readonly userId: string;
  readonly purpose: LinkPurpose;
}

/** A link as it is handed out: the secret is shown this once. */
export interface IssuedLink {
  readonly secret: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
}

/** Whom a link is for. */
export interface OpenLink extends Person {
  readonly purpose: LinkPurpose;
  readonly expiresAt: string;
}

const OPEN = `
  select p.user_id as "userId", p.email, p.name, l.purpose, l.expires_at as "expiresAt"
  from identity.link l join ${PERSON_TABLE} p using (user_id)
  where l.secret_hash = $1 and l.expires_at > now()`;

/** Links by which somebody sets a password, once; only a hash of the secret is kept. */
@Injectable()
export class Links {
  constructor(@Inject(IDENTITY_POOL) private readonly pool: Pool) {}

  /**
   * A new invitation voids those before; those of the first administrator stand beside each other.
   * Undefined for a user whose person is not kept.
   */
  issue({ linkId, userId, purpose }: NewLink): Promise<IssuedLink | undefined> {
    const secret = newSecret();
    return inTransaction(this.pool, async (client) => {
      await client.query(
        `delete from identity.link where expires_at <= now()
          or (user_id = $1 and link_id <> $2 and $3 <> 'first-administrator')`,
        [userId, linkId, purpose],
      );
      const { rows } = await client.query<{ expiresAt: Date }>(
        `insert into identity.link (link_id, user_id, secret_hash, purpose, expires_at)
        select $1, user_id, $3, $4, now() + make_interval(hours => $5)
        from ${PERSON_TABLE} where user_id = $2
        on conflict (link_id) do update
          set secret_hash = excluded.secret_hash, expires_at = excluded.expires_at
        returning expires_at as "expiresAt"`,
        [linkId, userId, hashOfSecret(secret), purpose, VALID_HOURS[purpose]],
      );
      return rows[0] && { secret, expiresAt: rows[0].expiresAt.toISOString() };
    });
  }

  /** Undefined for a secret that is unknown, used or too old. */
  async open(secret: string): Promise<OpenLink | undefined> {
    const { rows } = await this.pool.query<OpenLink & { readonly expiresAt: Date }>(OPEN, [
      hashOfSecret(secret),
    ]);
    const [link] = rows;
    return link && { ...link, expiresAt: new Date(link.expiresAt).toISOString() };
  }

  /**
   * Sets the password and voids every link of the user; all of his sessions end. Of several that
   * come with one link the first alone is done. Undefined for a link that is void.
   */
  use(secret: string, passwordHash: string): Promise<string | undefined> {
    return inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<{ userId: string }>(
        `delete from identity.link where secret_hash = $1 and expires_at > now()
        returning user_id as "userId"`,
        [hashOfSecret(secret)],
      );
      const [used] = rows;
      if (used !== undefined) await settle(client, used.userId, passwordHash);
      return used?.userId;
    });
  }
}

async function settle(client: PoolClient, userId: string, passwordHash: string): Promise<void> {
  await client.query(`update ${PERSON_TABLE} set password = $2 where user_id = $1`, [
    userId,
    passwordHash,
  ]);
  await client.query('delete from identity.link where user_id = $1', [userId]);
  await client.query('delete from identity.session where user_id = $1', [userId]);
}
