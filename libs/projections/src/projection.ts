import { type RecordedEvent } from '@chargebook/event-store';

export interface ColumnDefinition {
  /** PostgreSQL type with its constraints, as `text collate "C" not null`. */
  readonly type: string;
  /** Of how many parts the planner's picture of the column is made; PostgreSQL's own is 100. */
  readonly statistics?: number;
}

/**
 * Members of a row are JSON values: they go to the database and come back as JSON, so that a row
 * read equals the row written. Instants and positions are `text collate "C"`, nested facts `jsonb`.
 */
export interface TableDefinition<Row extends object> {
  /** Names are snake_case in the database, the row's members camelCase. */
  readonly columns: Readonly<Record<keyof Row & string, ColumnDefinition>>;
  /** The member that holds the row's key as text, or as uuid in lower case. */
  readonly primaryKey: keyof Row & string;
  /** Made after the first fill; `TABLE` stands for the table's name, `NAME` begins the index's. */
  readonly indexes: readonly string[];
  /** PostgreSQL extensions that the columns or indexes need, as `pg_trgm`. */
  readonly extensions?: readonly string[];
}

/** A table kept by folding the log. `apply` never refuses a fact: what it cannot use it ignores. */
export interface Projection<Row extends object> {
  /** As `charger-list`. */
  readonly name: string;
  /** Part of the table's name; another shape is another version. */
  readonly version: number;
  readonly table: TableDefinition<Row>;
  /** Every row is of one event alone: it is not looked for before it is written. */
  readonly isAppendOnly?: true;
  /** Keys of the rows that the event changes; none for an event that does not matter here. */
  rowKeysOf(event: ProjectedEvent): readonly string[];
  /** The row after the event; undefined = no row. A changed row is a new object. */
  apply(row: Row | undefined, event: ProjectedEvent, key: string): Row | undefined;
}

/** An event as projections see it: parsed, and brought up to the present schema version. */
export interface ProjectedEvent {
  readonly recorded: RecordedEvent;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** What parsing gives for an event whose schema version this code does not know yet. */
export interface NewerThanCode {
  /** As `ChargerAdded version 3`. */
  readonly newerThanCode: string;
}

/**
 * Undefined for an event that is none of this book's, which is passed over. Throws for one of this
 * book's that cannot be read at all, which is then parked like any other poison.
 */
export type ParseEvent = (recorded: RecordedEvent) => ProjectedEvent | NewerThanCode | undefined;

/** A projection of any row: what the runner handles. */
export interface AnyProjection {
  readonly name: string;
  readonly version: number;
  readonly table: {
    readonly columns: Readonly<Record<string, ColumnDefinition>>;
    readonly primaryKey: string;
    readonly indexes: readonly string[];
    readonly extensions?: readonly string[];
  };
  readonly isAppendOnly?: true;
  rowKeysOf(event: ProjectedEvent): readonly string[];
  apply(row: object | undefined, event: ProjectedEvent, key: string): object | undefined;
}

/** Projections that share one checkpoint, so that one position covers all their tables. */
export interface ProjectionGroup {
  /** As `chargers`. */
  readonly name: string;
  readonly projections: readonly [AnyProjection, ...AnyProjection[]];
  /** Rows may come so late while nobody waits for them: a busy log then costs few transactions. */
  readonly mayLagMs?: number;
}
