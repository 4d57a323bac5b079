import { type Pool } from 'pg';

import { schemaLock } from './schema-lock';
import { inTransaction } from './transaction';

interface KeptSnapshot {
  readonly revision: bigint;
  readonly eventId: string;
  readonly fold: Uint8Array;
}

const NAME = 'public.stream_snapshots';

const TABLE = `create table if not exists ${NAME} (
  stream text primary key,
  code text not null,
  revision bigint not null,
  event_id uuid not null,
  fold bytea not null,
  kept_at timestamptz not null default now()
)`;

/** Compressing costs more time than it saves, and what is replaced whole is best kept whole. */
const STORAGE = `alter table ${NAME} alter column fold set storage external`;

const FIND = {
  text: `select revision::text, event_id::text as "eventId", fold from ${NAME}
    where stream = $1 and code = $2`,
};

const KEEP = `insert into ${NAME} (stream, code, revision, event_id, fold)
  values ($1, $2, $3, $4, $5)
  on conflict (stream) do update set code = excluded.code, revision = excluded.revision,
    event_id = excluded.event_id, fold = excluded.fold, kept_at = now()`;

/**
 * The last snapshot of each stream, beside the log: nothing is lost with the table, and it is in no
 * backup. What other code has made is not found, and replaced.
 */
export class SnapshotTable {
  private constructor(
    private readonly pool: Pool,
    private readonly code: string,
  ) {}

  /** `code` names the code that makes the snapshots, and can read them. */
  static async open(pool: Pool, code: string): Promise<SnapshotTable> {
    await inTransaction(pool, async (client) => {
      await client.query(schemaLock(NAME));
      await client.query(TABLE);
      await client.query(STORAGE);
    });
    return new SnapshotTable(pool, code);
  }

  async find(stream: string): Promise<KeptSnapshot | undefined> {
    const values = [stream, this.code];
    const { rows } = await this.pool.query<
      Record<'revision' | 'eventId', string> & { fold: Buffer }
    >({ ...FIND, values });
    const [row] = rows;
    return row && { ...row, revision: BigInt(row.revision) };
  }

  async keep(stream: string, { revision, eventId, fold }: KeptSnapshot): Promise<void> {
    const bytes = Buffer.from(fold.buffer, fold.byteOffset, fold.byteLength);
    await this.pool.query(KEEP, [stream, this.code, String(revision), eventId, bytes]);
  }
}
