import { type EventStore, type Position, type RecordedEvent } from '@chargebook/event-store';
import { type ClientBase } from 'pg';

import { createTable } from './create-table';
import { isPoison } from './database-errors';
import { gather } from './gather';
import { GroupFold, type ReadEvent } from './group-fold';
import { snakeCase } from './names';
import { Parking } from './parking';
import { type AnyProjection, type ParseEvent, type ProjectionGroup } from './projection';
import { isReadable, readEvents } from './read-events';

export interface FreshFolding {
  /** Holds the tables, and is nobody else's meanwhile: they go when it does, however it ends. */
  readonly client: ClientBase;
  readonly store: EventStore;
  readonly group: ProjectionGroup;
  readonly parse: ParseEvent;
  readonly signal: AbortSignal;
  /** Told after every page. */
  readonly onFolded: (position: Position) => void;
}

/** Written down like `read.parked`, of one group. */
export const FRESH_PARKED = 'pg_temp.parked';
/** Rows that are folded again and again stay in memory. */
const ROOM = `set temp_buffers = '64MB'`;

/** Name of the temporary table that the projection is folded into, as it stands in SQL. */
export function freshTableOf({ name }: AnyProjection): string {
  return `pg_temp.${snakeCase(name)}`;
}

/** The log folded from its beginning into temporary tables, which nobody else sees. */
export class FreshFold {
  private readonly fold: GroupFold;
  private last: Position | undefined;

  private constructor(private readonly folding: FreshFolding) {
    const { group } = folding;
    const parking = new Parking({ groupName: group.name, generation: 0 }, FRESH_PARKED);
    this.fold = new GroupFold({ group, tableOf: freshTableOf, parking });
  }

  static async open(folding: FreshFolding): Promise<FreshFold> {
    const { client, group } = folding;
    await client.query(ROOM);
    await client.query(`create table ${FRESH_PARKED} (like read.parked including all)`);
    for (const projection of group.projections) {
      await createTable(client, projection, freshTableOf(projection));
    }
    return new FreshFold(folding);
  }

  /** Position of the last event folded, if any was. */
  get reached(): Position | undefined {
    return this.last;
  }

  /**
   * Folds on, up to and including the event at `end`, which must be in the log. `inPages`: each
   * page is a transaction; else all of it belongs to the caller's.
   * @throws Error for an event that is newer than the code, or what the database said
   */
  async foldTo(end: Position, { inPages }: { readonly inPages: boolean }): Promise<void> {
    if ((this.last ?? '') >= end) return;
    const { client, onFolded } = this.folding;
    for await (const events of this.pagesTo(end)) {
      if (inPages) await client.query('begin');
      await this.foldPage(events);
      if (inPages) await client.query('commit');
      onFolded(this.last ?? end);
    }
  }

  private async *pagesTo(end: Position): AsyncGenerator<readonly RecordedEvent[]> {
    const { store, signal } = this.folding;
    const gathering = { gatherMs: () => 0, holdMs: 0, isUrgent: () => true };
    const after = this.last ?? 'start';
    for await (const page of gather(store, { after, signal, ...gathering })) {
      const events = page.events.filter(({ position }) => position <= end);
      this.last = events.at(-1)?.position ?? this.last;
      yield events;
      if (page.position >= end) return;
    }
    signal.throwIfAborted();
    throw new Error('the log was closed while it was read');
  }

  private async foldPage(recorded: readonly RecordedEvent[]): Promise<void> {
    const { events, waitingFor } = readEvents(recorded, this.folding.parse);
    if (waitingFor !== undefined) {
      throw new Error(`${waitingFor.newerThanCode} is newer than this code: update it first`);
    }
    const { client } = this.folding;
    // A table that grows has no statistics yet: the key is the way to its rows.
    await client.query('savepoint page; set local enable_seqscan = off');
    if (!(await this.foldTogether(events))) {
      await client.query('rollback to savepoint page; set local enable_seqscan = off');
      await this.fold.foldOneByOne(client, events);
    }
    this.fold.commit();
    await client.query('set local enable_seqscan = on; release savepoint page');
  }

  /** False when one of them cannot be taken. */
  private async foldTogether(events: readonly ReadEvent[]): Promise<boolean> {
    const readable = events.filter(isReadable);
    if (readable.length < events.length) return false;
    try {
      await this.fold.foldTogether(this.folding.client, readable);
      return true;
    } catch (error) {
      this.fold.forget();
      if (!isPoison(error)) throw error;
      return false;
    }
  }
}
