import { randomUUID } from 'node:crypto';

import { inTransaction } from '@chargebook/database';
import { Inject, Injectable } from '@nestjs/common';
import { type Pool } from 'pg';

import { PERSON_TABLE } from './identity-schema';
import { type IssuedLink, Links } from './links';
import { IDENTITY_POOL } from './tokens';

/** Any number that nothing else locks by. */
const FIRST_LOCK = 7_266_101_111;

/** What is kept of whoever gets into a new book before there is anybody to invite him. */
@Injectable()
export class FirstAdministrators {
  constructor(
    @Inject(IDENTITY_POOL) private readonly pool: Pool,
    private readonly links: Links,
  ) {}

  /** Of all processes of the book, one at a time. */
  oneAfterAnother<Result>(work: () => Promise<Result>): Promise<Result> {
    return inTransaction(this.pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [FIRST_LOCK]);
      return work();
    });
  }

  async hasPeople(): Promise<boolean> {
    const { rows } = await this.pool.query(`select from ${PERSON_TABLE} limit 1`);
    return rows.length > 0;
  }

  /** One who was made so and cannot sign in yet. */
  async waiting(): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ readonly userId: string }>(
      `select user_id as "userId" from ${PERSON_TABLE}
      where is_first_administrator and password is null and subject is null limit 1`,
    );
    return rows[0]?.userId;
  }

  welcome(userId: string): Promise<IssuedLink | undefined> {
    return this.links.issue({ linkId: randomUUID(), userId, purpose: 'first-administrator' });
  }
}
