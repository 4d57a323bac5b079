import { Inject, Injectable } from '@nestjs/common';
import { type Pool, type QueryResultRow } from 'pg';

import { emailKeyOf } from './email';
import { PERSON_TABLE } from './identity-schema';
import { IDENTITY_POOL } from './tokens';

/** Who a user is: what no event and no stream's name may hold. */
export interface Person {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

/** How a person proves who he is. */
export interface Credentials {
  readonly userId: string;
  /** Hash of the password with its parameters; null until one is set. */
  readonly password: string | null;
}

/** Somebody as an identity provider knows him. */
export interface ExternalIdentity {
  readonly issuer: string;
  readonly subject: string;
}

const PERSON_COLUMNS = 'user_id as "userId", email, name';

/**
 * The people behind the users: names, addresses and proofs, in tables that no reader of events
 * sees.
 */
@Injectable()
export class People {
  constructor(@Inject(IDENTITY_POOL) private readonly pool: Pool) {}

  /** Those of the ids that are users'; all else is left out. */
  async named(userIds: readonly string[]): Promise<readonly Person[]> {
    return this.rows<Person>(
      `select ${PERSON_COLUMNS} from ${PERSON_TABLE} where user_id = any($1::uuid[])
      order by user_id`,
      [userIds],
    );
  }

  async one(userId: string): Promise<Person | undefined> {
    const [person] = await this.named([userId]);
    return person;
  }

  async credentialsOf(email: string): Promise<Credentials | undefined> {
    const [found] = await this.rows<Credentials>(
      `select user_id as "userId", password from ${PERSON_TABLE} where email_key = $1`,
      [emailKeyOf(email)],
    );
    return found;
  }

  /** True when the user has a password, so that a link would replace it. */
  async hasPassword(userId: string): Promise<boolean> {
    const rows = await this.rows(
      `select 1 from ${PERSON_TABLE} where user_id = $1 and password is not null`,
      [userId],
    );
    return rows.length > 0;
  }

  /** Users who have a password or are known to an identity provider. */
  async whoCanSignIn(): Promise<readonly string[]> {
    const rows = await this.rows<{ readonly userId: string }>(
      `select user_id as "userId" from ${PERSON_TABLE}
      where password is not null or subject is not null order by user_id`,
      [],
    );
    return rows.map(({ userId }) => userId);
  }

  /** The user whom the provider means, if he came from there before. */
  async knownAs({ issuer, subject }: ExternalIdentity): Promise<string | undefined> {
    const [found] = await this.rows<{ readonly userId: string }>(
      `select user_id as "userId" from ${PERSON_TABLE} where issuer = $1 and subject = $2`,
      [issuer, subject],
    );
    return found?.userId;
  }

  /**
   * Ties the user of that address, whom no provider knows yet, to one; undefined: there is none.
   */
  async tie({ issuer, subject }: ExternalIdentity, email: string): Promise<string | undefined> {
    const [tied] = await this.rows<{ readonly userId: string }>(
      `update ${PERSON_TABLE} set issuer = $1, subject = $2
      where email_key = $3 and subject is null
        and not exists (select from ${PERSON_TABLE} where issuer = $1 and subject = $2)
      returning user_id as "userId"`,
      [issuer, subject, emailKeyOf(email)],
    );
    return tied?.userId;
  }

  /** Ends the sessions of the user and voids his links: none of them would do him any good. */
  async shutOut(userId: string): Promise<void> {
    for (const table of ['identity.session', 'identity.link']) {
      await this.pool.query(`delete from ${table} where user_id = $1`, [userId]);
    }
  }

  private async rows<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    const { rows } = await this.pool.query<Row>(text, [...values]);
    return rows;
  }
}
