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

import { SITE_GROUP } from '../projections/site-views.projection';
import { type ChargerSort, ListChargers } from '../queries/list-chargers.query';
import { ListChargersDto } from './list-chargers.dto';
import { ListedChargerDto, renderListed, renderWithPlace } from './listed-charger.dto';

@ApiTags('Chargers')
@Controller('v1/chargers')
export class ChargerListController {
  constructor(
    private readonly queries: QueryBus,
    private readonly lists: Lists,
  ) {}

  @Get()
  @Access({ of: 'any' })
  @ApiShowsList(ListedChargerDto)
  list(
    @Query() query: ListChargersDto,
    @CurrentActor() actor: Actor,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<Listed<ListedChargerDto>> {
    const { accountId, sort: sorted, cursor: _, limit, withPlace, ...asked } = query;
    const accounts = shownAccounts(actor, accountId);
    const filters = { accounts, ...asked };
    const isFalling = sorted.startsWith('-');
    const sort = (isFalling ? sorted.slice(1) : sorted) as ChargerSort;
    return this.lists.answer({
      query,
      atLeast,
      group: SITE_GROUP.name,
      boundTo: { list: 'chargers', accounts },
      find: (after) =>
        this.queries.execute(new ListChargers({ filters, sort, isFalling, after, limit })),
      render: withPlace === true ? renderWithPlace : renderListed,
    });
  }
}
