import {
  Access,
  answerList,
  ApiShows,
  type AtLeast,
  CurrentActor,
  CurrentAtLeast,
  Freshness,
  HttpAnswer,
  shownAccounts,
} from '@chargebook/http';
import { type Actor } from '@chargebook/kernel';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiProduces, ApiTags } from '@nestjs/swagger';

import { SITE_GROUP } from '../projections/site-views.projection';
import { GetSiteMap } from '../queries/get-site-map.query';
import { GetMapDto, MapDto, renderMap } from './map.dto';

/** Of GeoJSON (RFC 7946). */
const MEDIA_TYPE = 'application/geo+json';

@ApiTags('Sites')
@Controller('v1/map')
export class MapController {
  constructor(
    private readonly queries: QueryBus,
    private readonly freshness: Freshness,
  ) {}

  @Get()
  @Access({ of: 'any' })
  @ApiShows(MapDto)
  @ApiProduces(MEDIA_TYPE)
  async map(
    @Query() { accountId, box }: GetMapDto,
    @CurrentActor() actor: Actor,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<HttpAnswer<MapDto>> {
    const accounts = shownAccounts(actor, accountId);
    await this.freshness.reach(SITE_GROUP.name, atLeast);
    const map = await this.queries.execute(new GetSiteMap({ accounts, box }));
    const { body, headers } = answerList(map.position, renderMap(map));
    return new HttpAnswer(body, { ...headers, 'content-type': `${MEDIA_TYPE}; charset=utf-8` });
  }
}
