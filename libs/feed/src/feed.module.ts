import { Module } from '@nestjs/common';

import { FeedController } from './http/feed.controller';
import { FeedReader } from './queries/feed-reader.runner';

@Module({
  controllers: [FeedController],
  providers: [FeedReader],
})
export class FeedModule {}
