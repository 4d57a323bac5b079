import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';

import { ActivityController } from './http/activity.controller';
import { ChangesController } from './http/changes.controller';
import { ChangeFeed } from './queries/change-feed.runner';
import { ListActivityHandler } from './queries/list-activity.query';

@Module({
  imports: [CqrsModule],
  controllers: [ActivityController, ChangesController],
  providers: [ChangeFeed, ListActivityHandler],
})
export class ActivityModule {}
