import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';

import { toAmps } from '../domain/amps.rules';
import { panelFiguresOf, type PanelFigures, type SiteFacts } from '../domain/effective.rules';
import { type Load } from '../domain/electrical-load.rules';
import { type EvLimit } from '../domain/panel.events';
import { type PanelState } from '../domain/panel.state';
import { ChargerDto } from './charger-answer.dto';
import { EV_LIMIT_SCHEMA, FixedEvLimitDto, ScheduledEvLimitDto } from './panel.dto';
import { renderStamps, StampsDto } from './stamps.dto';

const NULLABLE_AMPS = { type: Number, nullable: true } as const;

/** A panel in figures; sums and count are of everything below, never of retired chargers. */
@ApiExtraModels(FixedEvLimitDto, ScheduledEvLimitDto)
export class PanelDto extends StampsDto {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ format: 'uuid' })
  readonly accountId: string;

  @ApiProperty({ format: 'uuid' })
  readonly siteId: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  readonly parentPanelId: string | null;

  @ApiProperty({ example: 'Main' })
  readonly name: string;

  @ApiProperty({ example: 200 })
  readonly ratedLimitAmps: number;

  @ApiProperty(EV_LIMIT_SCHEMA)
  readonly evLimit: EvLimit | null;

  @ApiProperty({ example: 160, description: 'Rated limit × continuous load factor.' })
  readonly usableAmps: number;

  @ApiProperty({ example: 150, description: 'What charging has at the worst hour.' })
  readonly worstAmps: number;

  @ApiProperty({ example: 192, description: 'Sum of the limits of the chargers below.' })
  readonly subscribedAmps: number;

  @ApiProperty({ example: 1.28, description: 'Subscribed ÷ worst.' })
  readonly subscriptionRatio: number;

  @ApiProperty({ ...NULLABLE_AMPS, example: 36, description: 'Null without energy management.' })
  readonly offlineSumAmps: number | null;

  @ApiProperty({ ...NULLABLE_AMPS, example: 114, description: 'Worst − offline sum.' })
  readonly offlineHeadroomAmps: number | null;

  @ApiProperty({ example: 6 })
  readonly chargerCount: number;
}

/** A panel where it may be chosen as a parent. */
export class PanelChoiceDto extends PanelDto {
  @ApiProperty({ example: 'Harbour Garage' })
  readonly siteName: string;

  @ApiProperty({ type: [String], example: ['Main', 'Level 1'], description: 'From the main one.' })
  readonly path: readonly string[];
}

/** A panel with its own chargers and its child panels. */
export class PanelNodeDto extends PanelDto {
  @ApiProperty({ type: [ChargerDto] })
  readonly chargers: readonly ChargerDto[];

  @ApiProperty({ type: () => [PanelNodeDto] })
  readonly panels: readonly PanelNodeDto[];
}

export class HierarchyDto {
  @ApiProperty({ format: 'uuid' })
  readonly siteId: string;

  @ApiProperty({ type: [PanelNodeDto], description: 'Main panels first, by name.' })
  readonly panels: readonly PanelNodeDto[];
}

export interface PanelToRender {
  readonly panel: Omit<PanelState, 'load'>;
  readonly load: Load;
  readonly site: SiteFacts & { readonly id: string; readonly accountId: string };
}

export function renderPanel({ panel, load, site }: PanelToRender): PanelDto {
  const figures: PanelFigures = panelFiguresOf(panel, load, site);
  return {
    id: panel.id,
    accountId: site.accountId,
    siteId: site.id,
    parentPanelId: panel.parentPanelId,
    name: panel.name,
    ratedLimitAmps: toAmps(panel.ratedLimitTenths),
    evLimit: panel.evLimit,
    ...figures,
    ...renderStamps(panel),
  };
}
