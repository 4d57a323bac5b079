import { AccountResolvers, ProblemCatalogue } from '@chargebook/http';
import { Module } from '@nestjs/common';

import { FeedController } from './http/feed.controller';
import { WebhookController } from './http/webhook.controller';
import { WEBHOOK_PROBLEMS } from './http/webhook.problems';
import { FeedReader } from './queries/feed-reader.runner';
import { WebhookDeliveries } from './queries/webhook-deliveries.runner';
import { WebhookSubscriptions } from './queries/webhook-subscriptions.query';

@Module({
  controllers: [FeedController, WebhookController],
  providers: [FeedReader, WebhookDeliveries, WebhookSubscriptions],
  exports: [WebhookSubscriptions],
})
export class FeedModule {
  constructor(
    resolvers: AccountResolvers,
    problems: ProblemCatalogue,
    subscriptions: WebhookSubscriptions,
  ) {
    problems.add(WEBHOOK_PROBLEMS);
    resolvers.add('webhook', async (webhookId) => {
      const webhook = await subscriptions.find(webhookId);
      // Those of all accounts are seen by people of all accounts alone.
      return webhook && [webhook.accountId ?? '*'];
    });
  }
}
