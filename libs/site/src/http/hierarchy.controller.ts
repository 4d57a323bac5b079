import {
  Access,
  answerList,
  answerPast,
  ApiAsOf,
  ApiShows,
  AsOf,
  AsOfQuery,
  type AtLeast,
  CurrentAtLeast,
  Freshness,
  type HttpAnswer,
  notFound,
} from '@chargebook/http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { SITE_GROUP } from '../projections/site-views.projection';
import { GetSiteHierarchy } from '../queries/get-site-hierarchy.query';
import { SiteHierarchyPast } from '../queries/site-hierarchy-past.query';
import { renderHierarchy } from './hierarchy-answer.dto';
import { HierarchyDto } from './panel-answer.dto';

/** The electrical hierarchy of a site, as it is or as it was. */
@ApiTags('Sites')
@Controller('v1/sites/:siteId')
export class HierarchyController {
  constructor(
    private readonly queries: QueryBus,
    private readonly freshness: Freshness,
    private readonly past: SiteHierarchyPast,
    private readonly asOf: AsOf,
  ) {}

  @Get('hierarchy')
  @Access({ of: 'site', parameter: 'siteId' })
  @ApiShows(HierarchyDto)
  @ApiAsOf()
  async tree(
    @Param('siteId') siteId: string,
    @Query() { asOf }: AsOfQuery,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<HttpAnswer<HierarchyDto>> {
    if (asOf !== undefined) {
      const found = await this.past.at(siteId, await this.asOf.cutOf(asOf));
      if (found === undefined) throw notFound();
      return answerPast(found.position, renderHierarchy(siteId, found));
    }
    await this.freshness.reach(SITE_GROUP.name, atLeast);
    const hierarchy = await this.queries.execute(new GetSiteHierarchy(siteId));
    return answerList(hierarchy.position, renderHierarchy(siteId, hierarchy));
  }
}
