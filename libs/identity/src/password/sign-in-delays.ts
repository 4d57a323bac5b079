import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';

import { Inject, Injectable } from '@nestjs/common';
import { type Pool } from 'pg';

import { emailKeyOf } from '../email';
import { IDENTITY_POOL, SESSION_KEY } from '../tokens';
import { tooMany } from './passwords';

/** How the pause after a failed attempt grows: 1, 2, 4, 8 … seconds once the free ones are used. */
interface DelayPolicy {
  /** Failures that cost no pause: people mistype. */
  readonly free: number;
  readonly longestSeconds: number;
  /** After so long without a failure all of them are forgotten. */
  readonly forgottenAfterSeconds: number;
}

/** Longer would let anybody keep the owner out; so it is some 300 guesses a day. */
const OF_ACCOUNT: DelayPolicy = { free: 3, longestSeconds: 300, forgottenAfterSeconds: 86_400 };

/** Behind one address may be a whole office. */
const OF_ADDRESS: DelayPolicy = { free: 20, longestSeconds: 900, forgottenAfterSeconds: 3_600 };

export interface SignInAttempt {
  readonly email: string;
  /** Where the request came from. */
  readonly address: string;
}

interface Wait {
  readonly wait: number;
}

/** Counted before the password is looked at, so that many at once are no way around. */
const ATTEMPT = `
  insert into identity.sign_in_delay as d (key, failures, blocked_until, forgotten_at)
  values ($1, 1, now(), now() + make_interval(secs => $4))
  on conflict (key) do update set
    failures = case when d.forgotten_at < now() then 1 else d.failures + 1 end,
    blocked_until = now() + make_interval(secs => case
      when d.forgotten_at < now() or d.failures < $2::int then 0
      else least($3::float8, power(2, least(d.failures - $2::int, 20))) end),
    forgotten_at = now() + make_interval(secs => $4)
  where d.blocked_until <= now()
  returning 0 as wait`;

const REMAINING = `
  select ceil(extract(epoch from blocked_until - now()))::int as wait
  from identity.sign_in_delay where key = $1`;

const FORGET = `
  delete from identity.sign_in_delay where key in
    (select key from identity.sign_in_delay where forgotten_at < now() limit 10)`;

/**
 * The growing pause after failed attempts, per account and per address. It is in the database: it
 * must hold across processes and restarts. What is kept is no address but its keyed hash.
 */
@Injectable()
export class SignInDelays {
  constructor(
    @Inject(IDENTITY_POOL) private readonly pool: Pool,
    @Inject(SESSION_KEY) private readonly key: Buffer,
  ) {}

  /**
   * Counts the attempt as a failed one, until `forgive` is told that it was not.
   * @throws Problem `too-many-requests` while the account or the address has to wait
   */
  async attempt(attempt: SignInAttempt): Promise<void> {
    await this.pool.query(FORGET);
    const ofAddress = await this.count(this.addressKey(attempt), OF_ADDRESS);
    const waitSeconds = ofAddress || (await this.count(this.accountKey(attempt), OF_ACCOUNT));
    if (waitSeconds === 0) return;
    // Sent away for the account's sake: nobody else at the address is to wait for that.
    if (ofAddress === 0) await this.takeBack([this.addressKey(attempt)]);
    throw tooMany(
      `After several failed attempts, the next one is taken in ${waitSeconds} s.`,
      waitSeconds,
    );
  }

  /** The account begins anew; the address is let off this attempt alone, not those before. */
  async forgive(attempt: SignInAttempt): Promise<void> {
    await this.forgiveAccount(attempt.email);
    await this.takeBack([this.addressKey(attempt)]);
  }

  /** The attempt came to nothing, neither good nor bad: it is not counted. */
  async discount(attempt: SignInAttempt): Promise<void> {
    await this.takeBack([this.addressKey(attempt), this.accountKey(attempt)]);
  }

  async forgiveAccount(email: string): Promise<void> {
    await this.pool.query('delete from identity.sign_in_delay where key = $1', [
      this.accountKey({ email }),
    ]);
  }

  /** As if it had not been: without the pause that it began, too. Before it there was none. */
  private async takeBack(keys: readonly Buffer[]): Promise<void> {
    await this.pool.query(
      `update identity.sign_in_delay set failures = failures - 1, blocked_until = now()
      where key = any($1) and failures > 0`,
      [keys],
    );
  }

  /** Seconds to wait; 0 when the attempt may go on. */
  private async count(key: Buffer, policy: DelayPolicy): Promise<number> {
    const { free, longestSeconds, forgottenAfterSeconds } = policy;
    const values = [key, free, longestSeconds, forgottenAfterSeconds];
    const counted = await this.pool.query<Wait>(ATTEMPT, values);
    if (counted.rows.length > 0) return 0;
    const { rows } = await this.pool.query<Wait>(REMAINING, [key]);
    return Math.max(1, rows[0]?.wait ?? 1);
  }

  private accountKey({ email }: Pick<SignInAttempt, 'email'>): Buffer {
    return this.keyOf(`account\n${emailKeyOf(email)}`);
  }

  private addressKey({ address }: SignInAttempt): Buffer {
    return this.keyOf(`address\n${networkOf(address)}`);
  }

  private keyOf(text: string): Buffer {
    return createHmac('sha256', this.key).update(text).digest();
  }
}

/** Whoever has an IPv6 address has all 2^64 of its network. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));
  const missing = 8 - groups(head).length - groups(tail).length;
  const zeros = address.includes('::') ? Array.from({ length: missing }, () => '0') : [];
  return [...groups(head), ...zeros, ...groups(tail)].slice(0, 4).join(':');
}
