import { StoreUnavailable } from '../errors';
import { type RecordedEvent, type StreamName } from '../event-store.port';
import { type LogOutline, type LogPlace, positionToken, type TokenForm } from '../position-token';
import { IDENTITY_STREAM, isSystemStream } from '../system-streams';
import { ConnectionLost, type Connections, type TextRow } from './connections';
import { EVENT_LOG_TABLE } from './log-schema';

/**
 * So many events are read at a time. All of two pages is alive at once, and is copied whenever the
 * young memory is cleared: with pages as large as that memory a reader does little else.
 */
export const PAGE_EVENTS = 500;

/** A page of the whole log, without the events of system streams. */
export interface LogPage {
  readonly events: readonly RecordedEvent[];
  /** The last row of the page, whatever its stream; the place asked for when there was none. */
  readonly reach: LogPlace;
  /** False when the log held no more at the time of the read. */
  readonly isFull: boolean;
}

const COLUMNS = `log.position, log.incarnation, log.stream, log.revision, log.id, log.type,
  log.data, log.metadata`;

const LOG_PAGE = `select ${COLUMNS} from ${EVENT_LOG_TABLE} log
  where log.position > $1 order by log.position limit ${PAGE_EVENTS}`;

const STREAM_PAGE = `select ${COLUMNS} from ${EVENT_LOG_TABLE} log
  where log.stream = $1 and log.revision > $2 order by log.revision limit ${PAGE_EVENTS}`;

const HEAD = `select log.position, log.incarnation from ${EVENT_LOG_TABLE} log
  order by log.position desc limit 1`;

const STARTS = `select log.position from ${EVENT_LOG_TABLE} log
  where log.stream = '${IDENTITY_STREAM}' order by log.revision`;

const HELD = `select 1 from ${EVENT_LOG_TABLE} log where log.position = $1 and log.id = $2`;

/** Reads the log. Every method rejects with `StoreUnavailable` when the server does not answer. */
export class LogReader {
  constructor(
    private readonly connections: Connections,
    private readonly form: TokenForm,
  ) {}

  async page(after: LogPlace): Promise<LogPage> {
    const rows = await this.read(LOG_PAGE, [String(after.position)]);
    const last = rows.at(-1);
    return {
      events: rows.filter((row) => !isSystemStream(text(row, 2))).map((row) => this.event(row)),
      reach: last === undefined ? after : place(last),
      isFull: rows.length === PAGE_EVENTS,
    };
  }

  async streamPage(stream: StreamName, after: bigint): Promise<readonly RecordedEvent[]> {
    const rows = await this.read(STREAM_PAGE, [stream, String(after)]);
    return rows.map((row) => this.event(row));
  }

  async head(): Promise<LogPlace> {
    const [row] = await this.read(HEAD);
    return row === undefined ? { incarnation: 1, position: 0n } : place(row);
  }

  async outline(): Promise<LogOutline> {
    const starts = await this.read(STARTS);
    const { position } = await this.head();
    return {
      ...this.form,
      starts: starts.map((row) => BigInt(text(row, 0))),
      head: position,
    };
  }

  async holds(position: bigint, eventId: string): Promise<boolean> {
    const rows = await this.read(HELD, [String(position), eventId]);
    return rows.length === 1;
  }

  /** A connection that went stale while idle costs a second try, not an error. */
  private async read(query: string, values: readonly unknown[] = []): Promise<readonly TextRow[]> {
    try {
      return await this.connections.rows(query, values).catch((error: unknown) => {
        if (error instanceof ConnectionLost) return this.connections.rows(query, values);
        throw error;
      });
    } catch (error) {
      throw error instanceof ConnectionLost ? new StoreUnavailable(error.cause) : error;
    }
  }

  private event(row: TextRow): RecordedEvent {
    return {
      position: positionToken(this.form, place(row)),
      stream: text(row, 2) as StreamName,
      revision: BigInt(text(row, 3)),
      id: text(row, 4),
      type: text(row, 5),
      data: text(row, 6),
      metadata: text(row, 7),
    };
  }
}

function place(row: TextRow): LogPlace {
  return { position: BigInt(text(row, 0)), incarnation: Number(text(row, 1)) };
}

function text(row: TextRow, column: number): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`column ${column} of the log has no text`);
  return value;
}
