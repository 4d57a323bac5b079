import { Access, ApiAsOf, AsOf, notFound, validationFailed } from '@chargebook/http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { type ChargerIdentity } from '../domain/identity.state';
import { SitePast } from '../queries/site-past.query';
import { ChargerDiffDto, DiffQuery, renderDiff } from './charger-diff.dto';

@ApiTags('History')
@Controller('v1/sites/:siteId/chargers')
export class ChargerDiffController {
  constructor(
    private readonly past: SitePast,
    private readonly asOf: AsOf,
  ) {}

  @Get(':id/diff')
  @Access({ of: 'site', parameter: 'siteId' })
  @ApiOkResponse({ description: 'What became of it between the two.', type: ChargerDiffDto })
  @ApiAsOf()
  async compare(
    @Param() { siteId, id }: { readonly siteId: string; readonly id: ChargerIdentity },
    @Query() { from, to }: DiffQuery,
  ): Promise<ChargerDiffDto> {
    const start = await this.asOf.cutOf(from, 'from');
    const end = await this.asOf.cutOf(to, 'to');
    // One after the other: the later goes on from where the earlier ends.
    const was = await this.past.charger({ siteId, id }, start);
    const is = await this.past.charger({ siteId, id }, end);
    if (is === undefined && was === undefined) throw notFound();
    if (is === undefined || (was !== undefined && was.position > is.position)) {
      throw validationFailed([{ pointer: '/to', detail: 'Must not be before from.' }]);
    }
    return renderDiff(was, is);
  }
}
