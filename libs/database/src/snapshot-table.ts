import { type Client, type ClientBase, type Pool } from 'pg';

import { openPool } from './pool';
import { schemaLock } from './schema-lock';
import { inTransaction } from './transaction';

interface Kept {
  readonly revision: bigint;
  readonly eventId: string;
  readonly fold: Uint8Array;
}

interface Part {
  readonly revision: string;
  readonly eventId: string;
  readonly bytes: Buffer;
}

const NAME = 'public.stream_snapshots';

/** Compressing them would cost more time than it saves. */
const CREATE = `create table ${NAME} (
    stream text,
    code text,
    revision bigint not null,
    event_id uuid not null,
    fold bytea not null,
    kept_at timestamptz not null default now(),
    primary key (stream, code)
  );
  alter table ${NAME} alter column fold set storage external`;

/** Millions of bytes in one value are taken several times as long for as in parts. */
const PART_BYTES = 512 * 1024;

const FIND = `select revision::text, event_id::text as "eventId",
    substring(fold from part for ${PART_BYTES}) as bytes
  from ${NAME}, generate_series(1, length(fold), ${PART_BYTES}) part
  where stream = $1 and code = $2 order by part`;

const KEEP = `insert into ${NAME} (stream, code, revision, event_id, fold)
  values ($1, $2, $3, $4, $5)
  on conflict (stream, code) do update set revision = excluded.revision,
    event_id = excluded.event_id, fold = excluded.fold, kept_at = now()`;

/** While a new version takes the place of an older one, both keep their own. */
const FORGET = `delete from ${NAME}
  where stream = $1 and code <> $2 and kept_at < now() - interval '1 day'`;

const MAX_CONNECTIONS = 2;
/** Whoever waits for a snapshot does not wait longer, and nobody waits for the keeping of one. */
const STATEMENT_TIMEOUT_MS = 5_000;

/**
 * The last snapshot of each stream, beside the log: nothing is lost with the table, and it is in no
 * backup. It is opened when it is first asked, so that no start depends on it.
 */
export class SnapshotTable {
  private readonly pool: Pool;
  /** The connections that are at work. */
  private readonly busy = new Set<Pick<Client, 'end'>>();
  private opened: Promise<string> | undefined;

  /** `nameCode` names the code that makes the snapshots and can read them; no other's are found. */
  constructor(
    url: string,
    private readonly nameCode: () => Promise<string>,
  ) {
    this.pool = openPool({
      url,
      applicationName: 'chargebook snapshots',
      maxConnections: MAX_CONNECTIONS,
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    });
    this.pool.on('acquire', (client) => this.busy.add(client));
    this.pool.on('release', (_error, client) => this.busy.delete(client));
  }

  async find(stream: string): Promise<Kept | undefined> {
    const rows = await this.onTable(async (code) => {
      const found = await this.pool.query<Part>(FIND, [stream, code]);
      return found.rows;
    });
    const [first] = rows;
    if (first === undefined) return undefined;
    const { revision, eventId } = first;
    const fold = Buffer.concat(rows.map(({ bytes }) => bytes));
    return { revision: BigInt(revision), eventId, fold };
  }

  /** Keeps nothing once the table is closed, which is no trouble. */
  async keep(stream: string, { revision, eventId, fold }: Kept): Promise<void> {
    if (this.pool.ending) return;
    try {
      await this.onTable(async (code) => {
        await this.pool.query(KEEP, [stream, code, String(revision), eventId, fold]);
        await this.pool.query(FORGET, [stream, code]);
      });
    } catch (error) {
      if (!this.pool.ending) throw error;
    }
  }

  /** Cuts off what is under way: what is not kept now is read from the log. */
  async close(): Promise<void> {
    const ended = this.pool.end();
    for (const client of this.busy) void client.end();
    await ended;
  }

  /** Works on the table, which is made where it is not there, also when somebody dropped it. */
  private async onTable<Result>(work: (code: string) => Promise<Result>): Promise<Result> {
    this.opened ??= this.create();
    try {
      return await work(await this.opened);
    } catch (error) {
      this.opened = undefined;
      throw error;
    }
  }

  private async create(): Promise<string> {
    const code = await this.nameCode();
    await inTransaction(this.pool, async (client) => {
      await client.query(schemaLock(NAME));
      const { rows } = await client.query(`select 1 where to_regclass('${NAME}') is not null`);
      if (rows.length === 0) await client.query(CREATE);
    });
    return code;
  }
}

/** Before a log is put in the place of another one. */
export async function dropSnapshots(client: ClientBase): Promise<void> {
  await client.query(`drop table if exists ${NAME}`);
}
