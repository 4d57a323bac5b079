import {
  Access,
  ApiShowsList,
  type AtLeast,
  CurrentActor,
  CurrentAtLeast,
  type Listed,
  Lists,
  shownAccounts,
} from '@chargebook/http';
import { type Actor } from '@chargebook/kernel';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { ACTIVITY_GROUP } from '../projections/activity.projection';
import { ListActivity } from '../queries/list-activity.query';
import { ActivityDto, ListActivityDto, renderActivity } from './activity.dto';

@ApiTags('Activity')
@Controller('v1/activity')
export class ActivityController {
  constructor(
    private readonly queries: QueryBus,
    private readonly lists: Lists,
  ) {}

  @Get()
  @Access({ of: 'any' })
  @ApiShowsList(ActivityDto)
  list(
    @Query() query: ListActivityDto,
    @CurrentActor() actor: Actor,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<Listed<ActivityDto>> {
    const { limit, accountId } = query;
    const accounts = shownAccounts(actor, accountId);
    return this.lists.answer({
      query,
      atLeast,
      group: ACTIVITY_GROUP.name,
      boundTo: { list: 'activity', accounts },
      find: (after) => this.queries.execute(new ListActivity({ accounts, after, limit })),
      render: renderActivity,
    });
  }
}
