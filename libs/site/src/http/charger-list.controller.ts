import {
  Access,
  ApiAsOf,
  ApiDownloads,
  ApiShowsList,
  AsOf,
  type AtLeast,
  CurrentActor,
  CurrentAtLeast,
  Downloads,
  Freshness,
  type HttpAnswer,
  type Listed,
  Lists,
  shownAccounts,
  validationFailed,
} from '@chargebook/http';
import { type Actor } from '@chargebook/kernel';
import { type PageWish, type ShownPage } from '@chargebook/projections';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { SITE_GROUP } from '../projections/site-views.projection';
import { type ListedCharger } from '../queries/charger-columns.query';
import { type ChargerSort, type ChargerView, ListChargers } from '../queries/list-chargers.query';
import { ListChargersPast } from '../queries/list-chargers-past.query';
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
    private readonly past: ListChargersPast,
    private readonly asOf: AsOf,
  ) {}

  @Get('chargers')
  @Access({ of: 'any' })
  @ApiShowsList(ListedChargerDto)
  @ApiAsOf()
  async list(
    @Query() query: ListChargersDto,
    @CurrentActor() actor: Actor,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<Listed<ListedChargerDto>> {
    const { cursor: _, limit, withPlace, asOf, ...asked } = query;
    const view = viewOf(asked, actor);
    const find = asOf === undefined ? this.present(view) : await this.pastOf(asOf, asked, view);
    return this.lists.answer({
      query,
      atLeast,
      group: SITE_GROUP.name,
      boundTo: { list: 'chargers', accounts: view.filters.accounts },
      find: (after) => find({ after, limit }),
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

  private present(view: ChargerView): Find {
    return (wish) => this.queries.execute(new ListChargers({ ...view, ...wish }));
  }

  private async pastOf(
    asOf: string,
    { accountId, siteId }: ChargerFileDto,
    view: ChargerView,
  ): Promise<Find> {
    if (accountId === undefined && siteId === undefined) {
      const detail = 'The past is told of one account or site: say accountId or siteId as well.';
      throw validationFailed([{ pointer: '/asOf', detail }]);
    }
    const cut = await this.asOf.cutOf(asOf);
    return (wish) => this.past.page({ ...view, ...wish, cut });
  }
}

type Find = (wish: PageWish) => Promise<ShownPage<ListedCharger>>;

/** What of the chargers that the actor may see is asked for. @throws Problem `not-found` */
function viewOf({ accountId, sort: sorted, ...asked }: ChargerFileDto, actor: Actor): ChargerView {
  const isFalling = sorted.startsWith('-');
  const sort = (isFalling ? sorted.slice(1) : sorted) as ChargerSort;
  return { filters: { accounts: shownAccounts(actor, accountId), ...asked }, sort, isFalling };
}
