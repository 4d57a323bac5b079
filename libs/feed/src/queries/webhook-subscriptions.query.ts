import { randomUUID } from 'node:crypto';

import { inTransaction, schemaLock } from '@chargebook/database';
import { BOOK_POOL } from '@chargebook/http';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Pool } from 'pg';

import {
  WEBHOOK_STATUSES,
  type WebhookState,
  type WebhookStatus,
  webhookStatusOf,
} from '../domain/webhook-status.rules';

/** Any number that nothing else locks by. */
const SCHEMA_LOCK = 7_266_101_121;

const TABLE = 'webhook.subscription';

/** Each reads the log for itself: so many of one account, and so many of all accounts. */
export const MAX_WEBHOOKS = 20;

const SCHEMA = `
  create schema if not exists webhook;
  create table if not exists ${TABLE} (
    webhook_id uuid primary key,
    account_id uuid,
    url text not null,
    secret text not null,
    categories text[] not null,
    types text[] not null,
    added_at timestamptz not null,
    added_by text not null,
    generation integer not null default 1,
    delivered_to text collate "C" not null,
    delivered_count bigint not null default 0,
    last_delivered_at timestamptz,
    failures integer not null default 0,
    last_failure text,
    last_failed_at timestamptz,
    parked_reason text
  )`;

const COLUMNS = `webhook_id as "webhookId", account_id as "accountId", url, secret, categories,
  types, added_at as "addedAt", added_by as "addedBy", generation, delivered_to as "deliveredTo",
  delivered_count::int as "deliveredCount", last_delivered_at as "lastDeliveredAt", failures,
  last_failure as "lastFailure", last_failed_at as "lastFailedAt",
  parked_reason as "parkedReason"`;

/** Who is told, of what, and how far that has come. */
export interface WebhookSubscription extends WebhookState {
  readonly webhookId: string;
  /** Null: of all accounts. */
  readonly accountId: string | null;
  readonly url: string;
  readonly secret: string;
  readonly categories: readonly string[];
  readonly types: readonly string[];
  readonly addedAt: Date;
  readonly addedBy: string;
  /** Rises with each replay: what was under way before counts no more. */
  readonly generation: number;
  /** Everything up to here was delivered; `start` before all. */
  readonly deliveredTo: string;
  readonly deliveredCount: number;
  readonly lastDeliveredAt: Date | null;
  readonly lastFailure: string | null;
  readonly lastFailedAt: Date | null;
}

export type NewSubscription = Pick<
  WebhookSubscription,
  'accountId' | 'url' | 'secret' | 'categories' | 'types' | 'addedBy' | 'deliveredTo'
>;

/** How far a delivery has come since it told so last. */
export interface DeliveryProgress {
  readonly deliveredTo: string;
  readonly deliveredMore: number;
  readonly lastDeliveredMs: number | undefined;
  readonly failures: number;
  readonly lastFailure: { readonly reason: string; readonly atMs: number } | undefined;
  readonly parkedReason: string | undefined;
}

/** Webhooks are kept beside the log: they hold secrets, and are nothing of the book. */
@Injectable()
export class WebhookSubscriptions implements OnApplicationBootstrap {
  constructor(@Inject(BOOK_POOL) private readonly pool: Pool) {}

  async onApplicationBootstrap(): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await client.query(schemaLock(SCHEMA_LOCK));
      await client.query(SCHEMA);
    });
  }

  /** Undefined where the account has as many as it may. */
  async add(wish: NewSubscription): Promise<WebhookSubscription | undefined> {
    const { accountId, url, secret, categories, types, addedBy, deliveredTo } = wish;
    const { rows } = await this.pool.query<WebhookSubscription>(
      `insert into ${TABLE} (webhook_id, account_id, url, secret, categories, types, added_at,
         added_by, delivered_to)
       select $1::uuid, $2::uuid, $3, $4, $5::text[], $6::text[], now(), $7, $8
       where (select count(*) from ${TABLE} where account_id is not distinct from $2::uuid)
         < ${MAX_WEBHOOKS}
       returning ${COLUMNS}`,
      [randomUUID(), accountId, url, secret, categories, types, addedBy, deliveredTo],
    );
    return rows[0];
  }

  async all(): Promise<readonly WebhookSubscription[]> {
    const { rows } = await this.pool.query<WebhookSubscription>(
      `select ${COLUMNS} from ${TABLE} order by added_at, webhook_id`,
    );
    return rows;
  }

  /** How many are in each state, none included. */
  async countByStatus(): Promise<readonly (readonly [WebhookStatus, number])[]> {
    const present = (await this.all()).map(webhookStatusOf);
    return WEBHOOK_STATUSES.map((status) => [
      status,
      present.filter((each) => each === status).length,
    ]);
  }

  async find(webhookId: string): Promise<WebhookSubscription | undefined> {
    const { rows } = await this.pool.query<WebhookSubscription>(
      `select ${COLUMNS} from ${TABLE} where webhook_id = $1`,
      [webhookId],
    );
    return rows[0];
  }

  async remove(webhookId: string): Promise<void> {
    await this.pool.query(`delete from ${TABLE} where webhook_id = $1`, [webhookId]);
  }

  /** Begins anew behind the place, also where it was parked; undefined when it is gone. */
  async replay(webhookId: string, place: string): Promise<WebhookSubscription | undefined> {
    const { rows } = await this.pool.query<WebhookSubscription>(
      `update ${TABLE} set delivered_to = $2, generation = generation + 1, failures = 0,
         last_failure = null, last_failed_at = null, parked_reason = null
       where webhook_id = $1 returning ${COLUMNS}`,
      [webhookId, place],
    );
    return rows[0];
  }

  /** False when the subscription is gone or was replayed meanwhile. */
  async note(
    { webhookId, generation }: WebhookSubscription,
    progress: DeliveryProgress,
  ): Promise<boolean> {
    const { deliveredTo, deliveredMore, failures, lastFailure, parkedReason } = progress;
    const { rowCount } = await this.pool.query(
      `update ${TABLE} set delivered_to = $3, delivered_count = delivered_count + $4,
         last_delivered_at = coalesce($5, last_delivered_at), failures = $6,
         last_failure = coalesce($7, last_failure), last_failed_at = coalesce($8, last_failed_at),
         parked_reason = coalesce($9, parked_reason)
       where webhook_id = $1 and generation = $2`,
      [
        webhookId,
        generation,
        deliveredTo,
        deliveredMore,
        dateOf(progress.lastDeliveredMs),
        failures,
        lastFailure?.reason,
        dateOf(lastFailure?.atMs),
        parkedReason,
      ],
    );
    return rowCount === 1;
  }
}

function dateOf(timeMs: number | undefined): Date | undefined {
  return timeMs === undefined ? undefined : new Date(timeMs);
}
