import { ApiProperty } from '@nestjs/swagger';

import { ACCESS_REASONS, type AccessReason } from '../domain/access.rules';
import { type Connector } from '../domain/charger.events';
import { displayName } from '../domain/effective.rules';
import { type DriverCharger } from '../queries/list-driver-chargers.query';
import { ConnectorDto } from './connector.dto';
import { AddressDto, LocationDto } from './place.dto';

const NULLABLE_TEXT = { type: String, nullable: true } as const;

/** A charger as the app shows it to a driver. */
export class DriverChargerDto {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ format: 'uuid' })
  readonly accountId: string;

  @ApiProperty({ format: 'uuid' })
  readonly siteId: string;

  @ApiProperty({ example: 'CH-001' })
  readonly chargerId: string;

  @ApiProperty({ ...NULLABLE_TEXT, example: 'Q1' })
  readonly qaAlias: string | null;

  @ApiProperty({ example: 'North 1', description: 'The alias, else the Charger ID.' })
  readonly displayName: string;

  @ApiProperty({ ...NULLABLE_TEXT, example: '12' })
  readonly parking: string | null;

  @ApiProperty({ type: [ConnectorDto] })
  readonly connectors: readonly Connector[];

  @ApiProperty({ example: 'Harbour Garage' })
  readonly siteName: string;

  @ApiProperty({ type: AddressDto })
  readonly address: AddressDto;

  @ApiProperty({ type: LocationDto, nullable: true })
  readonly location: LocationDto | null;

  @ApiProperty({ example: true, description: 'Whether he may start it.' })
  readonly start: boolean;

  @ApiProperty({ enum: ACCESS_REASONS, example: 'of-the-account' })
  readonly reason: AccessReason;
}

export function renderDriverCharger({
  charger,
  site,
  start,
  reason,
}: DriverCharger): DriverChargerDto {
  return {
    id: charger.id,
    accountId: site.accountId,
    siteId: site.id,
    chargerId: charger.chargerId,
    qaAlias: charger.qaAlias,
    displayName: displayName(charger),
    parking: charger.parking,
    connectors: charger.connectors,
    siteName: site.name,
    address: site.address,
    location: site.location,
    start,
    reason,
  };
}
