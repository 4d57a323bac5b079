import { createHmac, randomUUID } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { type Pool, type QueryResultRow } from 'pg';

import { hashOfSecret, newSecret } from '../secrets';
import { IDENTITY_POOL, SESSION_KEY } from '../tokens';

/** A session that nobody uses ends after a week … */
export const IDLE_SECONDS = 7 * 86_400;

/** … and any other after so long, for whoever signed in with a password … */
export const PASSWORD_SESSION_SECONDS = 30 * 86_400;

/** … or at an identity provider, which is asked again each day whether it still knows him. */
export const PROVIDER_SESSION_SECONDS = 12 * 3_600;

/** Two tabs may present one secret, each before it learns of the other's. */
export const GRACE_SECONDS = 10;

/** Of one user; the one that was used longest ago makes room. */
const MAX_SESSIONS = 20;

/** What a browser holds of its session: the secret is shown once and kept as a hash. */
export interface SessionHandle {
  readonly sessionId: string;
  readonly userId: string;
  /** `<session id>.<secret>` */
  readonly refreshToken: string;
  /** Seconds until the session ends without being used. */
  readonly expiresInSeconds: number;
}

const ROTATE = `
  update identity.session set previous_hash = secret_hash, secret_hash = $3, rotated_at = now(),
    expires_at = least(ends_at, now() + make_interval(secs => $4))
  where session_id = $1 and secret_hash = $2 and expires_at > now()
  returning user_id as "userId",
    ceil(extract(epoch from expires_at - now()))::int as "expiresInSeconds"`;

/** The rival's tab has rotated just now: the successor of the secret is the present one. */
const ROTATED = `
  select user_id as "userId",
    ceil(extract(epoch from expires_at - now()))::int as "expiresInSeconds"
  from identity.session
  where session_id = $1 and previous_hash = $2 and secret_hash = $3 and expires_at > now()
    and rotated_at > now() - make_interval(secs => $4)`;

type Rotation = Pick<SessionHandle, 'userId' | 'expiresInSeconds'>;

const REFRESH_TOKEN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** Who is signed in where. A secret is used once; one that comes again ends its session. */
@Injectable()
export class Sessions {
  constructor(
    @Inject(IDENTITY_POOL) private readonly pool: Pool,
    @Inject(SESSION_KEY) private readonly key: Buffer,
  ) {}

  async start(userId: string, longestSeconds: number): Promise<SessionHandle> {
    const sessionId = randomUUID();
    const secret = newSecret();
    const expiresInSeconds = Math.min(IDLE_SECONDS, longestSeconds);
    await this.makeRoom(userId);
    await this.pool.query(
      `insert into identity.session
        (session_id, user_id, secret_hash, rotated_at, expires_at, ends_at)
      values ($1, $2, $3, now(), now() + make_interval(secs => $4),
        now() + make_interval(secs => $5))`,
      [sessionId, userId, hashOfSecret(secret), expiresInSeconds, longestSeconds],
    );
    return { sessionId, userId, refreshToken: `${sessionId}.${secret}`, expiresInSeconds };
  }

  /**
   * Takes the token and gives its successor; undefined when it is not good, and then its session
   * is ended: either its owner or a thief has used it before.
   */
  async rotate(refreshToken: string): Promise<SessionHandle | undefined> {
    const [, sessionId, secret] = REFRESH_TOKEN.exec(refreshToken) ?? [];
    if (sessionId === undefined || secret === undefined) return undefined;
    const next = this.successorOf(secret);
    const hashes = [sessionId, hashOfSecret(secret), hashOfSecret(next)];
    const rotation =
      (await this.first<Rotation>(ROTATE, [...hashes, IDLE_SECONDS])) ??
      (await this.first<Rotation>(ROTATED, [...hashes, GRACE_SECONDS]));
    if (rotation !== undefined) {
      return { ...rotation, sessionId, refreshToken: `${sessionId}.${next}` };
    }
    await this.pool.query('delete from identity.session where session_id = $1', [sessionId]);
    return undefined;
  }

  /** Ends the session of the token; nothing happens where there is none. */
  async end(refreshToken: string): Promise<void> {
    const held = await this.heldBy(refreshToken);
    if (held === undefined) return;
    await this.pool.query('delete from identity.session where session_id = $1', [held.sessionId]);
  }

  async endAllOf(userId: string): Promise<void> {
    await this.pool.query('delete from identity.session where user_id = $1', [userId]);
  }

  /** Whose session it is, by its present secret or the one just before; changes nothing. */
  async heldBy(
    refreshToken: string,
  ): Promise<Pick<SessionHandle, 'userId' | 'sessionId'> | undefined> {
    const [, sessionId, secret = ''] = REFRESH_TOKEN.exec(refreshToken) ?? [];
    if (sessionId === undefined) return undefined;
    const held = await this.first<{ readonly userId: string }>(
      `select user_id as "userId" from identity.session
      where session_id = $1 and expires_at > now() and $2 in (secret_hash, previous_hash)`,
      [sessionId, hashOfSecret(secret)],
    );
    return held && { ...held, sessionId };
  }

  /** True until the session is ended or over. */
  async isOpen({
    sessionId,
    userId,
  }: Pick<SessionHandle, 'sessionId' | 'userId'>): Promise<boolean> {
    const open = await this.first(
      `select 1 from identity.session
      where session_id = $1 and user_id = $2 and expires_at > now()`,
      [sessionId, userId],
    );
    return open !== undefined;
  }

  /**
   * Made of the secret, so that two tabs that present one get the same, and a lost answer heals.
   */
  private successorOf(secret: string): string {
    return createHmac('sha256', this.key).update(`successor\n${secret}`).digest('base64url');
  }

  private async makeRoom(userId: string): Promise<void> {
    await this.pool.query(
      `delete from identity.session where expires_at <= now() or session_id in
        (select session_id from identity.session where user_id = $1
        order by rotated_at desc offset $2)`,
      [userId, MAX_SESSIONS - 1],
    );
  }

  private async first<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[],
  ): Promise<Row | undefined> {
    const { rows } = await this.pool.query<Row>(text, [...values]);
    return rows[0];
  }
}
