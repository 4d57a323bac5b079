import {
  Access,
  answerOne,
  answerPast,
  answerWrite,
  ApiAsOf,
  ApiChanges,
  ApiCreates,
  ApiProblems,
  ApiShowsOne,
  AsOf,
  AsOfQuery,
  detailsOf,
  Envelope,
  type HttpAnswer,
  notFound,
  WithPreviews,
  type Written,
} from '@chargebook/http';
import { type CommandEnvelope, newThingId } from '@chargebook/kernel';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { type SiteRequest } from '../commands/gather-facts.facts';
import { SiteMessage } from '../commands/site.handler';
import { type ChargerFactsInPlace, chargerInPlace } from '../domain/charger-view.state';
import { type ChargerIdentity, type PanelId, type SiteId } from '../domain/identity.state';
import { AttentionGatherer } from '../queries/gather-attention.facts';
import { GetCharger } from '../queries/get-charger.query';
import { SitePast } from '../queries/site-past.query';
import { ChargerDto, renderCharger } from './charger-answer.dto';
import { AddChargerDto, EditChargerDto, RetireChargerDto } from './charger.dto';
import { SITE_PROBLEMS } from './site.problems';

const DETAIL_OF = detailsOf(SITE_PROBLEMS);
const FORM_RULES = [
  'limit-out-of-range',
  'panel-not-found',
  'scope-payload-invalid',
  'driver-not-found',
  'driver-blocked',
  'group-not-found',
  'payment-integration-missing',
  'connector-not-found',
  'site-inactive',
  'limit-exceeds-panel',
  'oversubscribed-without-energy-management',
  'offline-allocation-exceeds-panel',
  'charger-id-taken',
  'qa-alias-taken',
  'payment-terminal-taken',
] as const;
const EDIT_RULES = [
  ...FORM_RULES,
  'connector-in-use',
  'reason-required',
  'charger-retired',
  'offline-allocation-out-of-range',
  'offline-allocation-exceeds-limit',
  'offline-allocation-needs-energy-management',
  'rate-plan-not-found',
  'rate-plan-archived',
  'site-delay-off',
] as const;

interface ChargerPath {
  readonly siteId: SiteId;
  readonly id: ChargerIdentity;
}

@ApiTags('Chargers')
@Controller('v1/sites/:siteId/chargers')
@WithPreviews()
export class ChargerController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly attention: AttentionGatherer,
    private readonly past: SitePast,
    private readonly asOf: AsOf,
  ) {}

  @Post()
  @Access({ of: 'site', parameter: 'siteId', roles: ['administrator'] })
  @ApiCreates(ChargerDto)
  @ApiProblems(SITE_PROBLEMS, [...FORM_RULES, 'overrides-not-allowed-on-add'])
  add(
    @Param('siteId') siteId: SiteId,
    @Body() { reason, ...body }: AddChargerDto,
    @Envelope() envelope: CommandEnvelope,
  ): Promise<Written<ChargerDto>> {
    const id = newThingId(envelope.commandId, 'charger') as ChargerIdentity;
    const charger = { ...body, panelId: body.panelId as PanelId };
    return this.write({ siteId, id }, { type: 'AddCharger', id, charger, reason }, envelope);
  }

  @Get(':id')
  @Access({ of: 'site', parameter: 'siteId' })
  @ApiShowsOne(ChargerDto)
  @ApiAsOf()
  async one(
    @Param() { siteId, id }: ChargerPath,
    @Query() { asOf }: AsOfQuery,
  ): Promise<HttpAnswer<ChargerDto>> {
    if (asOf !== undefined) {
      const found = await this.past.charger({ siteId, id }, await this.asOf.cutOf(asOf));
      if (found === undefined) throw notFound();
      return answerPast(found.position, renderCharger(found.view));
    }
    const reading = await this.queries.execute(new GetCharger(siteId, id));
    if (reading === undefined) throw notFound();
    return answerOne(reading.version, await this.render(reading.view));
  }

  @Patch(':id')
  @Access({ of: 'site', parameter: 'siteId', roles: ['administrator', 'support'] })
  @ApiChanges(ChargerDto)
  @ApiProblems(SITE_PROBLEMS, EDIT_RULES)
  edit(
    @Param() path: ChargerPath,
    @Body() { reason, ...body }: EditChargerDto,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<ChargerDto>> {
    const patch = { ...body, panelId: body.panelId as PanelId | undefined };
    return this.write(path, { type: 'EditCharger', id: path.id, patch, reason }, envelope);
  }

  @Post(':id/retire')
  @HttpCode(200)
  @Access({ of: 'site', parameter: 'siteId', roles: ['administrator'] })
  @ApiChanges(ChargerDto)
  @ApiProblems(SITE_PROBLEMS, ['charger-retired'])
  retire(
    @Param() path: ChargerPath,
    @Body() _reason: RetireChargerDto,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<ChargerDto>> {
    return this.write(path, { type: 'RetireCharger', id: path.id }, envelope);
  }

  private async write(
    { siteId, id }: ChargerPath,
    request: SiteRequest,
    envelope: CommandEnvelope,
  ): Promise<Written<ChargerDto>> {
    const show = (state: Parameters<typeof chargerInPlace>[0]) => chargerInPlace(state, id);
    const message = new SiteMessage({ siteId, request, envelope, show });
    return answerWrite<ChargerFactsInPlace, ChargerDto>(await this.commands.execute(message), {
      detailOf: DETAIL_OF,
      render: (place) => this.render(place),
      deadline: envelope.deadline,
      location: () => `/v1/sites/${siteId}/chargers/${id}`,
    });
  }

  private async render(place: ChargerFactsInPlace): Promise<ChargerDto> {
    const { charger, site } = place;
    const attention = await this.attention.ofCharger(site.accountId, charger);
    return renderCharger({ ...place, attention });
  }
}
