import { inTransaction } from '@chargebook/database';
import { tryAgain } from '@chargebook/http';
import { Inject, Injectable } from '@nestjs/common';
import { DatabaseError, type Pool, type PoolClient } from 'pg';

import { emailKeyOf } from './email';
import { PERSON_TABLE } from './identity-schema';
import { Crowded, Turnstile } from './turnstile';
import { IDENTITY_POOL } from './tokens';

/** Any number that nothing else locks by: changes of users go one after another. */
const USERS_LOCK = 7_266_101_110;

/** Of this process; whoever waits holds no connection, which the one at work may need. */
const BOUNDS = { atOnce: 1, waiting: 100 } as const;

const UNIQUE_VIOLATION = '23505';

export type DetailName = 'name' | 'email';

/** What is to be kept of a person; a member that is absent stays as it is. */
export interface DetailsWish {
  readonly userId: string;
  readonly name?: string;
  readonly email?: string;
  readonly isFirstAdministrator?: boolean;
}

/** What the change would come to, for whoever decides about it. */
export interface DetailsFound {
  /** Members that are not as they are wished. */
  readonly changed: readonly DetailName[];
  /** The address is another's. */
  readonly isEmailTaken: boolean;
}

export interface DetailsChange<Result> {
  readonly wish: DetailsWish;
  /** Appends what the change comes to, or refuses it. */
  readonly decide: (found: DetailsFound) => Promise<Result>;
  /** The version of the details that the log has then; undefined when it was refused. */
  readonly versionOf: (result: Result) => number | undefined;
}

interface Present {
  readonly name: string;
  readonly email: string;
  readonly detailsVersion: number;
}

/**
 * Changes what is kept of a person together with an append to the log, which is no part of the
 * transaction: the row changes after the append and before anybody else's look at it. Should the
 * process die in between, the row is a version behind, and the same command sent again mends it.
 */
@Injectable()
export class PersonDetails {
  private readonly turnstile = new Turnstile(BOUNDS);

  constructor(@Inject(IDENTITY_POOL) private readonly pool: Pool) {}

  /**
   * Changes of users go one after another, in all processes: while one decides, no other changes.
   * @throws Problem `busy`
   */
  async beside<Result>(change: DetailsChange<Result>): Promise<Result> {
    try {
      return await this.turnstile.pass(() => this.carryOut(change));
    } catch (error) {
      if (!(error instanceof Crowded)) throw error;
      throw tryAgain('busy', 'Too many users are being changed; nothing was written.');
    }
  }

  private carryOut<Result>(change: DetailsChange<Result>): Promise<Result> {
    const { wish, decide, versionOf } = change;
    return inTransaction(this.pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [USERS_LOCK]);
      const present = await presentOf(client, wish.userId);
      const changed = changedBy(wish, present);
      await client.query('savepoint asked');
      const isEmailTaken = changed.length > 0 && !(await isWritten(client, wish, present));
      const result = await decide({ changed, isEmailTaken });
      const version = versionOf(result);
      const isBehind = version !== undefined && (present?.detailsVersion ?? 0) < version;
      await client.query(isBehind ? 'release savepoint asked' : 'rollback to savepoint asked');
      if (isBehind) await setVersion(client, wish.userId, version);
      return result;
    });
  }
}

async function presentOf(client: PoolClient, userId: string): Promise<Present | undefined> {
  const { rows } = await client.query<Present>(
    `select name, email, details_version as "detailsVersion" from ${PERSON_TABLE}
    where user_id = $1`,
    [userId],
  );
  return rows[0];
}

/** Without a row only both together can make one. */
function changedBy(wish: DetailsWish, present: Present | undefined): readonly DetailName[] {
  const names = ['name', 'email'] as const;
  const changed = names.filter((it) => wish[it] !== undefined && wish[it] !== present?.[it]);
  return present === undefined && changed.length < names.length ? [] : changed;
}

/** False when the address is another's; the database waits for one who is just taking it. */
async function isWritten(
  client: PoolClient,
  wish: DetailsWish,
  present: Present | undefined,
): Promise<boolean> {
  const { userId, email = '', name = '', isFirstAdministrator = false } = { ...present, ...wish };
  const values = [userId, email, emailKeyOf(email), name, isFirstAdministrator];
  try {
    await client.query(
      `insert into ${PERSON_TABLE}
        (user_id, email, email_key, name, is_first_administrator, details_version)
      values ($1, $2, $3, $4, $5, 0)
      on conflict (user_id) do update
        set email = excluded.email, email_key = excluded.email_key, name = excluded.name`,
      values,
    );
    return true;
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== UNIQUE_VIOLATION) throw error;
    await client.query('rollback to savepoint asked');
    return false;
  }
}

async function setVersion(client: PoolClient, userId: string, version: number): Promise<void> {
  await client.query(`update ${PERSON_TABLE} set details_version = $2 where user_id = $1`, [
    userId,
    version,
  ]);
}
