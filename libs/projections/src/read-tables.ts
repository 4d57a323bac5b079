import { type Position, StoreUnavailable } from '@chargebook/event-store';
import { type QueryResult, type QueryResultRow } from 'pg';

import { sqlStateOf } from './database-errors';
import { qualified, snakeCase, tableOf, versionOf } from './names';
import { type AnyProjection, type ProjectionGroup } from './projection';
import { type Queryable } from './registry';

/** The group's first fill is not done, or its rows were of a log that is no more. */
export class ReadModelNotReady extends Error {
  constructor(readonly group: string) {
    super(`the read model ${group} is being filled`);
    this.name = 'ReadModelNotReady';
  }
}

/** The database ended the query at the statement limit of its pool. */
export class QueryTooSlow extends Error {
  constructor(override readonly cause: unknown) {
    super('the query took longer than the statement limit');
    this.name = 'QueryTooSlow';
  }
}

/** Names, as they stand in SQL, of the tables of the generation that is read. */
export interface TableNames {
  readonly table: (projection: AnyProjection) => string;
}

/**
 * Subqueries by name, answered together; `$1`, `$2`, … stand for `values` in all of them. Columns
 * are answered under the names that the subquery gives them, as JSON values.
 */
export interface ReadQuery<Parts> {
  /** Subqueries that are read once, in this order, for the parts and each other to select from. */
  readonly once?: Readonly<Record<string, string>>;
  readonly parts: { readonly [Part in keyof Parts]: string };
  readonly values: readonly unknown[];
}

export interface ReadAnswer<Parts> {
  readonly parts: { readonly [Part in keyof Parts]: readonly Parts[Part][] };
  /** What the rows show: everything up to here. */
  readonly position: Position;
  readonly generation: number;
}

/** Tries until the generation that was asked is the one that is read; switches are rare. */
const MOST_TRIES = 5;
const UNDEFINED_TABLE = '42P01';
const QUERY_CANCELED = '57014';

interface AnswerRow<Parts> {
  readonly generation: number;
  readonly position: Position;
  readonly parts: { readonly [Part in keyof Parts]: readonly Parts[Part][] };
}

/** Reads a group's tables: rows and the position that they show, in one statement. */
export class ReadTables {
  private generation: number | undefined;
  private readonly version: string;

  constructor(
    private readonly database: Queryable,
    private readonly group: ProjectionGroup,
  ) {
    this.version = versionOf(group);
  }

  /** @throws ReadModelNotReady, QueryTooSlow, StoreUnavailable */
  async read<Parts extends object>(
    build: (tables: TableNames) => ReadQuery<Parts>,
  ): Promise<ReadAnswer<Parts>> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const generation = this.generation ?? (await this.shownGeneration());
      this.generation = generation;
      const answer = await this.ask<Parts>(build(namesOf(generation)));
      if (answer?.generation === generation) return answer;
      this.generation = answer?.generation;
    }
    throw new ReadModelNotReady(this.group.name);
  }

  private async ask<Parts>(query: ReadQuery<Parts>): Promise<AnswerRow<Parts> | undefined> {
    try {
      const values = [...query.values, this.group.name, this.version];
      const { rows } = await this.query<AnswerRow<Parts>>(textOf(query), values);
      return rows[0];
    } catch (error) {
      // The tables were dropped since: another generation is read by now.
      if (sqlStateOf(error) === UNDEFINED_TABLE) return undefined;
      if (sqlStateOf(error) === QUERY_CANCELED) throw new QueryTooSlow(error);
      throw error;
    }
  }

  private async shownGeneration(): Promise<number> {
    const { rows } = await this.query<{ generation: number }>(
      'select generation from read.shown_generation where group_name = $1 and version = $2',
      [this.group.name, this.version],
    ).catch((error: unknown) => {
      // Nothing was ever folded on this database.
      if (sqlStateOf(error) === UNDEFINED_TABLE) return { rows: [] };
      throw error;
    });
    const generation = rows[0]?.generation;
    if (generation === undefined) throw new ReadModelNotReady(this.group.name);
    return generation;
  }

  /** A connection that broke, or that never came about, fails without any code. */
  private async query<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[],
  ): Promise<QueryResult<Row>> {
    try {
      return await this.database.query<Row>(text, [...values]);
    } catch (error) {
      throw sqlStateOf(error) === undefined ? new StoreUnavailable(error) : error;
    }
  }
}

/** The columns of a table aliased `t`, each under its member's name. */
export function columnsOf(projection: AnyProjection): string {
  return Object.keys(projection.table.columns)
    .map((member) => `t."${snakeCase(member)}" as "${member}"`)
    .join(', ');
}

function namesOf(generation: number): TableNames {
  return { table: (projection) => qualified(tableOf(projection, generation)) };
}

function textOf<Parts>({ once = {}, parts, values }: ReadQuery<Parts>): string {
  const shared = Object.entries(once).map(([name, text]) => `${name} as materialized (${text})`);
  const members = Object.entries<string>(parts).map(
    ([part, text]) =>
      `'${part}', (select coalesce(json_agg(row_to_json(p)), '[]'::json) from (${text}) p)`,
  );
  return `${shared.length === 0 ? '' : `with ${shared.join(', ')}`}
    select g.generation, coalesce(g.position, '') as position,
      json_build_object(${members.join(', ')}) as parts
    from read.shown_generation s
    join read.generation g on g.group_name = s.group_name and g.generation = s.generation
    where s.group_name = $${values.length + 1} and s.version = $${values.length + 2}`;
}
