import { type RecordedEvent } from '@chargebook/event-store';
import { type ClientBase } from 'pg';

import { messageOf } from './database-errors';
import { type GenerationKey } from './registry';

const MAX_CHARACTERS = 500;

/** An event that a projection could not take, and what is left alone because of it. */
export interface Poison {
  readonly projection: string;
  /** Keys of the rows; none when not even those can be told: then its whole stream is parked. */
  readonly rowKeys: readonly string[];
  readonly event: RecordedEvent;
  readonly error: unknown;
}

/**
 * Rows that are left as they were before a poison event, until the next rebuild: a row that missed
 * one event must not look as if it had all the later ones.
 */
export class Parking {
  private readonly touched = new Map<string, Set<string>>();

  /** `table`: where it is written down, as it stands in SQL. */
  constructor(
    private readonly key: GenerationKey,
    private readonly table = 'read.parked',
  ) {}

  async load(client: ClientBase): Promise<void> {
    const { rows } = await client.query<{ projection: string; touched: string }>(
      `select projection, touched from ${this.table} where group_name = $1 and generation = $2`,
      [this.key.groupName, this.key.generation],
    );
    this.touched.clear();
    for (const row of rows) this.remember(row.projection, [row.touched]);
  }

  /** The keys that may be changed by the event. */
  open(projection: string, event: RecordedEvent, keys: readonly string[]): readonly string[] {
    const parked = this.touched.get(projection);
    if (parked === undefined) return keys;
    if (parked.has(streamMark(event))) return [];
    return keys.filter((key) => !parked.has(key));
  }

  /** Marks what the event touches, in the caller's transaction. */
  async park(client: ClientBase, poison: Poison): Promise<void> {
    const touched = areStorable(poison.rowKeys) ? poison.rowKeys : [streamMark(poison.event)];
    await client.query(
      `insert into ${this.table}
        select $1, $2, $3, unnest($4::text[]), $5, $6, $7, $8 on conflict do nothing`,
      [
        this.key.groupName,
        this.key.generation,
        poison.projection,
        touched,
        poison.event.position,
        poison.event.id,
        storable(poison.event.type),
        storable(messageOf(poison.error)),
      ],
    );
    this.remember(poison.projection, touched);
  }

  private remember(projection: string, touched: readonly string[]): void {
    const known = this.touched.get(projection) ?? new Set();
    for (const mark of touched) known.add(mark);
    this.touched.set(projection, known);
  }
}

/** Cannot be a row's key by chance. */
function streamMark(event: RecordedEvent): string {
  return storable(`stream ${event.stream}`);
}

/** Keys that were taken from data of others may be anything. */
function areStorable(keys: readonly unknown[]): boolean {
  const isStorable = (key: unknown): boolean => typeof key === 'string' && storable(key) === key;
  return keys.length > 0 && keys.every(isStorable);
}

/** Others name things as they like, but PostgreSQL takes no NUL, and no key of any length. */
function storable(text: string): string {
  return text.replaceAll('\0', '\u{fffd}').slice(0, MAX_CHARACTERS);
}
