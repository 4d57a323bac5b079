import {
  Access,
  answerOne,
  answerPast,
  answerWrite,
  ApiAsOf,
  ApiChanges,
  ApiCreates,
  ApiProblems,
  ApiRemoves,
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
  NoMembers,
  notFound,
  shownAccounts,
  WithPreviews,
  type Written,
} from '@chargebook/http';
import { type Actor, type CommandEnvelope, newThingId } from '@chargebook/kernel';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { type SiteRequest } from '../commands/gather-facts.facts';
import { SiteMessage } from '../commands/site.handler';
import { loadOfAlike } from '../domain/electrical-load.rules';
import { type PanelId, type SiteId } from '../domain/identity.state';
import { type PanelInPlace, panelInPlace } from '../domain/panel-view.state';
import { SITE_GROUP } from '../projections/site-views.projection';
import { GetPanel } from '../queries/get-panel.query';
import { type ListedPanel, ListPanels } from '../queries/list-panels.query';
import { SitePast } from '../queries/site-past.query';
import { PanelChoiceDto, PanelDto, renderPanel } from './panel-answer.dto';
import { AddPanelDto, EditPanelDto, ListPanelsDto } from './panel.dto';
import { SITE_PROBLEMS } from './site.problems';

const DETAIL_OF = detailsOf(SITE_PROBLEMS);
const RULES = [
  'panel-not-found',
  'panel-tree-invalid',
  'panel-name-taken',
  'schedule-on-child-panel',
  'ev-limit-exceeds-rated',
  'limit-exceeds-panel',
  'oversubscribed-without-energy-management',
  'offline-allocation-exceeds-panel',
] as const;

interface PanelPath {
  readonly siteId: SiteId;
  readonly panelId: PanelId;
}

@ApiTags('Panels')
@Controller('v1')
@WithPreviews()
export class PanelController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly lists: Lists,
    private readonly past: SitePast,
    private readonly asOf: AsOf,
  ) {}

  @Post('sites/:siteId/panels')
  @Access({ of: 'site', parameter: 'siteId', roles: ['administrator'] })
  @ApiCreates(PanelDto)
  @ApiProblems(SITE_PROBLEMS, RULES)
  add(
    @Param('siteId') siteId: SiteId,
    @Body() body: AddPanelDto,
    @Envelope() envelope: CommandEnvelope,
  ): Promise<Written<PanelDto>> {
    const panelId = newThingId(envelope.commandId, 'panel') as PanelId;
    const panel = { ...body, parentPanelId: body.parentPanelId as PanelId | null | undefined };
    return this.write({ siteId, panelId }, { type: 'AddPanel', panelId, panel }, envelope);
  }

  @Get('panels')
  @Access({ of: 'any' })
  @ApiShowsList(PanelChoiceDto)
  list(
    @Query() query: ListPanelsDto,
    @CurrentActor() actor: Actor,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<Listed<PanelChoiceDto>> {
    const { q, limit, accountId, siteId } = query;
    const accounts = shownAccounts(actor, accountId);
    return this.lists.answer({
      query,
      atLeast,
      group: SITE_GROUP.name,
      boundTo: { list: 'panels', accounts },
      find: (after) => this.queries.execute(new ListPanels({ accounts, siteId, q, after, limit })),
      render: renderChoice,
    });
  }

  @Get('sites/:siteId/panels/:panelId')
  @Access({ of: 'site', parameter: 'siteId' })
  @ApiShowsOne(PanelDto)
  @ApiAsOf()
  async one(
    @Param() { siteId, panelId }: PanelPath,
    @Query() { asOf }: AsOfQuery,
  ): Promise<HttpAnswer<PanelDto>> {
    if (asOf !== undefined) {
      const found = await this.past.panel({ siteId, id: panelId }, await this.asOf.cutOf(asOf));
      if (found === undefined) throw notFound();
      return answerPast(found.position, renderInPlace(found.view));
    }
    const reading = await this.queries.execute(new GetPanel(siteId, panelId));
    if (reading === undefined) throw notFound();
    return answerOne(reading.version, renderInPlace(reading.view));
  }

  @Patch('sites/:siteId/panels/:panelId')
  @Access({ of: 'site', parameter: 'siteId', roles: ['administrator'] })
  @ApiChanges(PanelDto)
  @ApiProblems(SITE_PROBLEMS, RULES)
  edit(
    @Param() path: PanelPath,
    @Body() body: EditPanelDto,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<PanelDto>> {
    const patch = { ...body, parentPanelId: body.parentPanelId as PanelId | null | undefined };
    return this.write(path, { type: 'EditPanel', panelId: path.panelId, patch }, envelope);
  }

  @Delete('sites/:siteId/panels/:panelId')
  @Access({ of: 'site', parameter: 'siteId', roles: ['administrator'] })
  @ApiRemoves()
  @ApiProblems(SITE_PROBLEMS, ['panel-not-empty'])
  remove(
    @Param() path: PanelPath,
    @Body() _nothing: NoMembers,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<PanelDto>> {
    return this.write(path, { type: 'RemovePanel', panelId: path.panelId }, envelope);
  }

  private async write(
    { siteId, panelId }: PanelPath,
    request: SiteRequest,
    envelope: CommandEnvelope,
  ): Promise<Written<PanelDto>> {
    const message = new SiteMessage({
      siteId,
      request,
      envelope,
      show: (state) => panelInPlace(state, panelId),
    });
    return answerWrite<PanelInPlace, PanelDto>(await this.commands.execute(message), {
      detailOf: DETAIL_OF,
      render: renderInPlace,
      location: () => `/v1/sites/${siteId}/panels/${panelId}`,
    });
  }
}

function renderInPlace({ panel, site }: PanelInPlace): PanelDto {
  return renderPanel({ panel, site, load: panel.load });
}

function renderChoice({ panel, site, path, chargersBelow }: ListedPanel): PanelChoiceDto {
  const load = loadOfAlike(site, chargersBelow);
  return { ...renderPanel({ panel, site, load }), siteName: site.name, path };
}
