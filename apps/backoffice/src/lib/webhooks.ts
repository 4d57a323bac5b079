import { useQuery } from '@tanstack/react-query';

import { type components } from '../generated/api';
import { api, dataOf, versionedOf } from './api';

export type Webhook = components['schemas']['WebhookDto'];
/** With its secret, which is told this once. */
export type AddedWebhook = components['schemas']['AddedWebhookDto'];
export type NewWebhook = components['schemas']['AddWebhookDto'];

/** Deliveries are nothing of the book: no change tells of them. */
const LOOKED_AT_EVERY_MS = 5_000;
const COUNTED = 100;

/** Those that tell of the account: its own, and those of all accounts. */
export function useWebhooks(accountId: string, mayRead: boolean) {
  return useQuery({
    queryKey: ['webhooks', 'list', accountId],
    enabled: mayRead,
    refetchInterval: LOOKED_AT_EVERY_MS,
    queryFn: async ({ signal }) => {
      const { items } = await dataOf(api.GET('/v1/webhooks', { signal }));
      return items.filter(({ accountId: own }) => own === null || own === accountId);
    },
  });
}

export interface Waiting {
  readonly count: number;
  /** There are more than were counted. */
  readonly isLowerBound: boolean;
}

/** What was recorded behind the last delivery, of what the webhook follows. */
export function useWaiting({ id, accountId, deliveredTo, types, categories }: Webhook) {
  return useQuery({
    queryKey: ['webhooks', 'waiting', id, deliveredTo],
    refetchInterval: LOOKED_AT_EVERY_MS,
    queryFn: async ({ signal }): Promise<Waiting> => {
      const after = deliveredTo === null ? {} : { after: deliveredTo };
      const query = { ...after, type: types, category: categories, limit: COUNTED };
      const { items, hasMore } = await dataOf(api.GET('/v1/events', { params: { query }, signal }));
      const own = items.filter(
        ({ accountid = null }) => [accountId, null].includes(accountid) || accountId === null,
      );
      return { count: own.length, isLowerBound: hasMore };
    },
  });
}

export function addWebhook(body: NewWebhook): Promise<AddedWebhook> {
  return dataOf(api.POST('/v1/webhooks', { body }));
}

/** Delivers anew behind the position; `start` and `end` stand for both ends of the book. */
export function replayWebhook(webhookId: string, after: string): Promise<Webhook> {
  const request = { path: { webhookId } };
  return dataOf(api.POST('/v1/webhooks/{webhookId}/replay', { params: request, body: { after } }));
}

/** Whatever was replayed meanwhile: who removes it wants nothing more of it. */
export async function removeWebhook(webhookId: string): Promise<void> {
  const path = { webhookId };
  const { etag } = await versionedOf(api.GET('/v1/webhooks/{webhookId}', { params: { path } }));
  const header = { 'If-Match': etag };
  await dataOf(api.DELETE('/v1/webhooks/{webhookId}', { params: { path, header } }));
}
