import {
  Access,
  answerOne,
  answerPast,
  answerWrite,
  ApiAsOf,
  ApiChanges,
  ApiCreates,
  ApiProblems,
  ApiShowsList,
  ApiShowsOne,
  AsOf,
  AsOfQuery,
  type AtLeast,
  CurrentActor,
  CurrentAtLeast,
  detailsOf,
  Envelope,
  type HttpAnswer,
  type Listed,
  Lists,
  notFound,
  shownAccounts,
  WithPreviews,
  type Written,
} from '@chargebook/http';
import { type Actor, type CommandEnvelope, newThingId } from '@chargebook/kernel';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { SiteMessage } from '../commands/site.handler';
import { siteNeedsAttention } from '../domain/attention.rules';
import { type AccountId, type SiteId } from '../domain/identity.state';
import { type ExistingSite, type SettingsState } from '../domain/site.state';
import { SITE_GROUP } from '../projections/site-views.projection';
import { GetSite } from '../queries/get-site.query';
import { AttentionGatherer } from '../queries/gather-attention.facts';
import { ListSites } from '../queries/list-sites.query';
import { SitePast } from '../queries/site-past.query';
import { renderSite, SiteDto } from './site-answer.dto';
import { AddSiteDto, EditSiteDto, ListSitesDto } from './site.dto';
import { SITE_PROBLEMS } from './site.problems';

const DETAIL_OF = detailsOf(SITE_PROBLEMS);
const ADD_RULES = [
  'rate-plan-not-found',
  'rate-plan-archived',
  'offline-allocation-required',
  'offline-allocation-out-of-range',
  'delayed-charging-needs-energy-management',
] as const;
const EDIT_RULES = [
  ...ADD_RULES,
  'location-incomplete',
  'reason-required',
  'ev-limit-exceeds-rated',
  'limit-exceeds-panel',
  'oversubscribed-without-energy-management',
  'offline-allocation-exceeds-panel',
] as const;

@ApiTags('Sites')
@Controller('v1')
@WithPreviews()
export class SiteController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly lists: Lists,
    private readonly attention: AttentionGatherer,
    private readonly past: SitePast,
    private readonly asOf: AsOf,
  ) {}

  @Post('accounts/:accountId/sites')
  @Access({ of: 'account', parameter: 'accountId', roles: ['administrator'] })
  @ApiCreates(SiteDto)
  @ApiProblems(SITE_PROBLEMS, ADD_RULES)
  add(
    @Param('accountId') accountId: AccountId,
    @Body() site: AddSiteDto,
    @Envelope() envelope: CommandEnvelope,
  ): Promise<Written<SiteDto>> {
    const siteId = newThingId(envelope.commandId, 'site') as SiteId;
    const request = { type: 'AddSite', siteId, accountId, site } as const;
    return this.write(new SiteMessage({ siteId, request, envelope, show: settingsOf }));
  }

  @Get('sites')
  @Access({ of: 'any' })
  @ApiShowsList(SiteDto)
  list(
    @Query() query: ListSitesDto,
    @CurrentActor() actor: Actor,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<Listed<SiteDto>> {
    const { q, limit, accountId } = query;
    const accounts = shownAccounts(actor, accountId);
    return this.lists.answer({
      query,
      atLeast,
      group: SITE_GROUP.name,
      boundTo: { list: 'sites', accounts },
      find: (after) => this.queries.execute(new ListSites({ accounts, q, after, limit })),
      render: ({ site, isRateArchived }) =>
        renderSite(site, siteNeedsAttention(site, { isRatePlanArchived: () => isRateArchived })),
    });
  }

  @Get('sites/:siteId')
  @Access({ of: 'site', parameter: 'siteId' })
  @ApiShowsOne(SiteDto)
  @ApiAsOf()
  async one(
    @Param('siteId') siteId: string,
    @Query() { asOf }: AsOfQuery,
  ): Promise<HttpAnswer<SiteDto>> {
    if (asOf !== undefined) {
      const found = await this.past.site(siteId, await this.asOf.cutOf(asOf));
      if (found === undefined) throw notFound();
      return answerPast(found.position, renderSite(found.view.site, found.view.attention));
    }
    const reading = await this.queries.execute(new GetSite(siteId));
    if (reading === undefined) throw notFound();
    return answerOne(reading.version, await this.render(reading.view));
  }

  @Patch('sites/:siteId')
  @Access({ of: 'site', parameter: 'siteId', roles: ['administrator'] })
  @ApiChanges(SiteDto)
  @ApiProblems(SITE_PROBLEMS, EDIT_RULES)
  edit(
    @Param('siteId') siteId: SiteId,
    @Body() { reason, ...patch }: EditSiteDto,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<SiteDto>> {
    const request = { type: 'EditSite', patch, reason } as const;
    return this.write(new SiteMessage({ siteId, request, envelope, show: settingsOf }));
  }

  private async write(message: SiteMessage<SettingsState>): Promise<Written<SiteDto>> {
    return answerWrite<SettingsState, SiteDto>(await this.commands.execute(message), {
      detailOf: DETAIL_OF,
      render: (site) => this.render(site),
      deadline: message.asked.envelope.deadline,
      location: ({ id }) => `/v1/sites/${id}`,
    });
  }

  private async render(site: SettingsState): Promise<SiteDto> {
    return renderSite(site, await this.attention.ofSite(site));
  }
}

function settingsOf(state: Readonly<{ site: unknown }>): SettingsState {
  return (state as ExistingSite).site;
}
