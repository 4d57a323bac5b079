import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';

import { ActivityController } from './http/activity.controller';
import { ChangesController } from './http/changes.controller';
import { ExportController } from './http/export.controller';
import { ChangeFeed } from './queries/change-feed.runner';
import { ExportAccount } from './queries/export-account.query';
import { ListActivityHandler } from './queries/list-activity.query';

@Module({
  imports: [CqrsModule],
  controllers: [ActivityController, ChangesController, ExportController],
  providers: [ChangeFeed, ListActivityHandler, ExportAccount],
})
export class ActivityModule {}
