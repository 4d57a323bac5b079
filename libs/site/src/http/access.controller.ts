import { cardIdOf } from '@chargebook/driver/contracts';
import {
  Access,
  answerList,
  answerOne,
  ApiProblems,
  ApiShows,
  ApiShowsList,
  ApiShowsOne,
  type AtLeast,
  BOOK_KEY,
  CurrentActor,
  CurrentAtLeast,
  CurrentListReader,
  Freshness,
  type HttpAnswer,
  type Listed,
  type ListReader,
  Lists,
  notFound,
  Problem,
  unknownReference,
  visibleAccounts,
} from '@chargebook/http';
import { type Actor, rolesIn } from '@chargebook/kernel';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiParam, ApiTags } from '@nestjs/swagger';

import { AttentionGatherer } from '../queries/gather-attention.facts';
import { DecideAccess } from '../queries/decide-access.query';
import { type ChargerName } from '../queries/find-charger.query';
import { GetLabelledCharger } from '../queries/get-labelled-charger.query';
import { ListDriverChargers } from '../queries/list-driver-chargers.query';
import { SITE_GROUP } from '../projections/site-views.projection';
import {
  AccessDto,
  AskAccessDto,
  askedBy,
  ListDriverChargersDto,
  namedCharger,
  renderAccess,
} from './access.dto';
import { ChargerDto, renderCharger } from './charger-answer.dto';
import { DriverChargerDto, renderDriverCharger } from './driver-charger.dto';

/** A charger that a question names; commands never name one of another stream. */
export const ACCESS_PROBLEMS = {
  'charger-not-found': unknownReference({ name: 'charger', member: 'charger' }),
} as const;

/** Who may see and start what: for the app, and for whoever lets drivers charge. */
@ApiTags('Access')
@Controller('v1')
export class AccessController {
  constructor(
    private readonly queries: QueryBus,
    private readonly lists: Lists,
    private readonly freshness: Freshness,
    private readonly attention: AttentionGatherer,
    @Inject(BOOK_KEY) private readonly bookKey: Buffer,
  ) {}

  @Post('access/decisions')
  @HttpCode(200)
  @Access({ of: 'any' })
  @ApiShows(AccessDto)
  @ApiProblems(ACCESS_PROBLEMS, ['charger-not-found'])
  async decide(
    @Body() body: AskAccessDto,
    @CurrentActor() actor: Actor,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<HttpAnswer<AccessDto>> {
    const charger = namedCharger(body.charger);
    const by = askedBy(body, (number) => cardIdOf(this.bookKey, number));
    await this.freshness.require(atLeast);
    const decision = await this.queries.execute(new DecideAccess(charger, by));
    // RULES 25: what he may not see is not there. Drivers of all accounts come to any charger.
    if (decision === undefined || rolesIn(actor, decision.accountId).length === 0) {
      throw noSuchCharger(charger);
    }
    return answerList(decision.rests.position, renderAccess(decision));
  }

  @Get('drivers/:driverId/chargers')
  @Access({ of: 'driver', parameter: 'driverId' })
  @ApiShowsList(DriverChargerDto)
  list(
    @Param('driverId') driverId: string,
    @Query() query: ListDriverChargersDto,
    @CurrentListReader() { actor, atLeast }: ListReader,
  ): Promise<Listed<DriverChargerDto>> {
    const accounts = visibleAccounts(actor);
    const { limit } = query;
    return this.lists.answer({
      query,
      atLeast,
      group: SITE_GROUP.name,
      boundTo: { list: 'driver-chargers', driverId, accounts },
      find: async (after) => {
        const wanted = { driverId, accounts, after, limit };
        const page = await this.queries.execute(new ListDriverChargers(wanted));
        if (page === undefined) throw notFound();
        return page;
      },
      render: renderDriverCharger,
    });
  }

  @Get('qa/:qaAlias')
  @Access({ of: 'any', texts: ['qaAlias'] })
  @ApiParam({ name: 'qaAlias', schema: { type: 'string', maxLength: 32 }, example: 'Q1' })
  @ApiShowsOne(ChargerDto)
  async printed(
    @Param('qaAlias') qaAlias: string,
    @CurrentActor() actor: Actor,
  ): Promise<HttpAnswer<ChargerDto>> {
    const reading = await this.queries.execute(new GetLabelledCharger('qaAlias', qaAlias));
    const accountId = reading?.view.site.accountId;
    if (reading === undefined || rolesIn(actor, accountId ?? '').length === 0) throw notFound();
    const { view, version } = reading;
    const attention = await this.attention.ofCharger(view.site.accountId, view.charger);
    return answerOne(version, renderCharger({ ...view, attention }));
  }
}

function noSuchCharger({ by, text }: ChargerName): Problem {
  const code = 'charger-not-found';
  const pointer = `/charger/${by}`;
  const detail = ACCESS_PROBLEMS[code].detail({ code, pointer, charger: text });
  return new Problem(code, { detail, pointer, figures: { [by]: text } });
}
