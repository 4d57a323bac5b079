import {
  Access,
  ApiTellsHistory,
  Histories,
  type HistoryDto,
  HistoryQuery,
  type HttpAnswer,
} from '@chargebook/http';
import { type Role } from '@chargebook/kernel';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import {
  CHARGER_FIELDS,
  chargerFields,
  PANEL_FIELDS,
  panelFields,
  SITE_FIELDS,
  siteFields,
} from '../domain/fields.rules';
import { type ChargerIdentity, type PanelId } from '../domain/identity.state';
import { siteAggregate } from '../domain/site.decider';

/** RULES 24: who may look into the past of a thing. */
const HISTORIANS: readonly Role[] = ['administrator', 'support', 'auditor'];

/** What happened to a site, to its panels and to its chargers. */
@ApiTags('History')
@Controller('v1/sites/:siteId')
export class SiteHistoryController {
  constructor(private readonly histories: Histories) {}

  @Get('history')
  @Access({ of: 'site', parameter: 'siteId', roles: HISTORIANS })
  @ApiTellsHistory()
  ofSite(
    @Param('siteId') siteId: string,
    @Query() query: HistoryQuery,
  ): Promise<HttpAnswer<HistoryDto>> {
    return this.histories.answer({
      query,
      fields: SITE_FIELDS,
      aggregate: siteAggregate,
      streamId: siteId,
      thing: siteId,
      kind: 'site',
      fieldsOf: ({ site }) => siteFields(site),
    });
  }

  @Get('panels/:panelId/history')
  @Access({ of: 'site', parameter: 'siteId', roles: HISTORIANS })
  @ApiTellsHistory()
  ofPanel(
    @Param() { siteId, panelId }: { readonly siteId: string; readonly panelId: PanelId },
    @Query() query: HistoryQuery,
  ): Promise<HttpAnswer<HistoryDto>> {
    return this.histories.answer({
      query,
      fields: PANEL_FIELDS,
      aggregate: siteAggregate,
      streamId: siteId,
      thing: panelId,
      kind: 'panel',
      fieldsOf: ({ panels }) => panelFields(panels.get(panelId)),
    });
  }

  @Get('chargers/:id/history')
  @Access({ of: 'site', parameter: 'siteId', roles: HISTORIANS })
  @ApiTellsHistory()
  ofCharger(
    @Param() { siteId, id }: { readonly siteId: string; readonly id: ChargerIdentity },
    @Query() query: HistoryQuery,
  ): Promise<HttpAnswer<HistoryDto>> {
    return this.histories.answer({
      query,
      fields: CHARGER_FIELDS,
      aggregate: siteAggregate,
      streamId: siteId,
      thing: id,
      kind: 'charger',
      fieldsOf: ({ chargers }) => chargerFields(chargers.get(id)),
    });
  }
}
