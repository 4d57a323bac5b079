import { Module } from '@nestjs/common';

import { ChangesController } from './http/changes.controller';
import { ChangeFeed } from './queries/change-feed.runner';

@Module({ controllers: [ChangesController], providers: [ChangeFeed] })
export class ActivityModule {}
