import {
  Access,
  ApiDownloads,
  ApiShowsList,
  type AtLeast,
  CurrentActor,
  CurrentAtLeast,
  Downloads,
  Freshness,
  type HttpAnswer,
  type Listed,
  Lists,
  shownAccounts,
} from '@chargebook/http';
import { type Actor } from '@chargebook/kernel';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { SITE_GROUP } from '../projections/site-views.projection';
import { type ChargerSort, type ChargerView, ListChargers } from '../queries/list-chargers.query';
import { ReadAllChargers } from '../queries/read-all-chargers.query';
import { CHARGER_FILE, chargerFileTexts } from './charger-file.dto';
import { ChargerFileDto, ListChargersDto } from './list-chargers.dto';
import { ListedChargerDto, renderListed, renderWithPlace } from './listed-charger.dto';

@ApiTags('Chargers')
@Controller('v1')
export class ChargerListController {
  constructor(
    private readonly queries: QueryBus,
    private readonly lists: Lists,
    private readonly freshness: Freshness,
    private readonly downloads: Downloads,
  ) {}

  @Get('chargers')
  @Access({ of: 'any' })
  @ApiShowsList(ListedChargerDto)
  list(
    @Query() query: ListChargersDto,
    @CurrentActor() actor: Actor,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<Listed<ListedChargerDto>> {
    const { cursor: _, limit, withPlace, ...asked } = query;
    const view = viewOf(asked, actor);
    return this.lists.answer({
      query,
      atLeast,
      group: SITE_GROUP.name,
      boundTo: { list: 'chargers', accounts: view.filters.accounts },
      find: (after) => this.queries.execute(new ListChargers({ ...view, after, limit })),
      render: withPlace === true ? renderWithPlace : renderListed,
    });
  }

  @Get('chargers.csv')
  @Access({ of: 'any' })
  @ApiDownloads(CHARGER_FILE)
  async file(
    @Query() query: ChargerFileDto,
    @CurrentActor() actor: Actor,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<HttpAnswer<unknown>> {
    const view = viewOf(query, actor);
    await this.freshness.reach(SITE_GROUP.name, atLeast);
    return this.downloads.answer(CHARGER_FILE, async () => {
      const { pages, ...read } = await this.queries.execute(new ReadAllChargers(view));
      return { ...read, texts: chargerFileTexts(pages) };
    });
  }
}

/** What of the chargers that the actor may see is asked for. @throws Problem `not-found` */
function viewOf({ accountId, sort: sorted, ...asked }: ChargerFileDto, actor: Actor): ChargerView {
  const isFalling = sorted.startsWith('-');
  const sort = (isFalling ? sorted.slice(1) : sorted) as ChargerSort;
  return { filters: { accounts: shownAccounts(actor, accountId), ...asked }, sort, isFalling };
}
