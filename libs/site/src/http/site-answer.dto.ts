import { ApiProperty } from '@nestjs/swagger';

import { toAmps } from '../domain/amps.rules';
import { type Attention } from '../domain/attention.rules';
import { type SettingsState } from '../domain/site.state';
import { AttentionDto } from './charger-answer.dto';
import { AddressDto, LocationDto } from './place.dto';
import { renderStamps, StampsDto } from './stamps.dto';

const NULLABLE_TEXT = { type: String, nullable: true } as const;

export class SiteDto extends StampsDto {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ format: 'uuid' })
  readonly accountId: string;

  @ApiProperty({ example: 'Harbour Garage' })
  readonly name: string;

  @ApiProperty({ type: AddressDto })
  readonly address: AddressDto;

  @ApiProperty({ type: LocationDto, nullable: true })
  readonly location: LocationDto | null;

  @ApiProperty({ example: 'America/New_York' })
  readonly timeZone: string;

  @ApiProperty(NULLABLE_TEXT)
  readonly type: string | null;

  @ApiProperty(NULLABLE_TEXT)
  readonly description: string | null;

  @ApiProperty(NULLABLE_TEXT)
  readonly externalId: string | null;

  @ApiProperty({ ...NULLABLE_TEXT, format: 'uuid' })
  readonly memberRatePlanId: string | null;

  @ApiProperty({ enum: [0.8, 1], example: 0.8 })
  readonly continuousLoadFactor: number;

  @ApiProperty({ example: true })
  readonly energyManagement: boolean;

  @ApiProperty({ type: Number, nullable: true, example: 6 })
  readonly offlineAllocationAmps: number | null;

  @ApiProperty({ example: false })
  readonly delayedCharging: boolean;

  @ApiProperty({ example: true })
  readonly active: boolean;

  @ApiProperty({ type: [AttentionDto] })
  readonly needsAttention: readonly Attention[];
}

export function renderSite(site: SettingsState, attention: readonly Attention[]): SiteDto {
  return {
    id: site.id,
    accountId: site.accountId,
    name: site.name,
    address: site.address,
    location: site.location,
    timeZone: site.timeZone,
    type: site.type,
    description: site.description,
    externalId: site.externalId,
    memberRatePlanId: site.memberRate.ratePlanId,
    continuousLoadFactor: site.continuousLoadFactor,
    energyManagement: site.energyManagement.isOn,
    offlineAllocationAmps:
      site.offlineAllocation.tenths === null ? null : toAmps(site.offlineAllocation.tenths),
    delayedCharging: site.delayedCharging.isOn,
    active: site.isActive,
    needsAttention: attention,
    ...renderStamps(site),
  };
}
