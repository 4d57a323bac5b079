import { FeedModule } from './feed.module';

export { WebhookSubscriptions } from './queries/webhook-subscriptions.query';

/** The context as a process composes it; it hands out what others write. */
export const feedContext = { module: FeedModule, aggregates: [], groups: [] } as const;
