import { type WebhookSubscription } from '../queries/webhook-subscriptions.query';

/** A webhook of all accounts and all events, as its row is before anything was sent. */
export function subscriptionWith(members: Partial<WebhookSubscription> = {}): WebhookSubscription {
  return {
    webhookId: 'w',
    accountId: null,
    url: 'https://example.org/',
    secret: 'whsec_AAAA',
    categories: [],
    types: [],
    addedAt: new Date(0),
    addedBy: 'dana',
    generation: 1,
    deliveredTo: 'start',
    deliveredCount: 0,
    lastDeliveredAt: null,
    failures: 0,
    lastFailure: null,
    lastFailedAt: null,
    parkedReason: null,
    ...members,
  };
}
