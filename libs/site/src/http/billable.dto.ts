import { DateMember } from '@chargebook/http';
import { ApiProperty } from '@nestjs/swagger';

import { type Scope } from '../domain/charger.events';
import { type BillableSite } from '../queries/billable-connectors.query';
import { ScopeDto } from './scope.dto';

const POSITION = 'ca4b74de-0001-00000000000000000007';

export class BillableQuery {
  @ApiProperty({ format: 'date', example: '2026-03-01', description: 'A day of the calendar.' })
  @DateMember()
  readonly date: string;
}

/** The event that made something what it was. */
export class EvidenceDto {
  @ApiProperty({ example: POSITION })
  readonly position: string;

  @ApiProperty({ format: 'date-time', example: '2026-02-11T08:30:00.000Z' })
  readonly at: string;

  @ApiProperty({ example: 'dana' })
  readonly actor: string;

  @ApiProperty({ example: 'ScopeChanged' })
  readonly type: string;
}

export class ChargerEvidenceDto {
  @ApiProperty({ type: EvidenceDto })
  readonly scope: EvidenceDto;

  @ApiProperty({ type: EvidenceDto })
  readonly connectors: EvidenceDto;
}

export class BillableChargerDto {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ example: 'CH-001' })
  readonly chargerId: string;

  @ApiProperty({ type: ScopeDto })
  readonly scope: Scope;

  @ApiProperty({ type: [Number], example: [1, 2], description: 'Numbers of its connectors.' })
  readonly connectors: readonly number[];

  @ApiProperty({ type: ChargerEvidenceDto, description: 'The events that this rests on.' })
  readonly evidence: ChargerEvidenceDto;
}

export class BillableSiteDto {
  @ApiProperty({ format: 'uuid' })
  readonly siteId: string;

  @ApiProperty({ example: 'Harbour Garage' })
  readonly name: string;

  @ApiProperty({ example: true, description: 'Nobody may use the chargers of an inactive site.' })
  readonly active: boolean;

  @ApiProperty({ example: 'Europe/Amsterdam' })
  readonly timeZone: string;

  @ApiProperty({
    format: 'date-time',
    example: '2026-02-28T23:00:00.000Z',
    description: 'When the day began there; what was recorded before it counts.',
  })
  readonly instant: string;

  @ApiProperty({ example: POSITION, description: 'Of the last event of the site that counts.' })
  readonly position: string;

  @ApiProperty({ type: [BillableChargerDto] })
  readonly chargers: readonly BillableChargerDto[];
}

export class BillableConnectorsDto {
  @ApiProperty({ format: 'uuid' })
  readonly accountId: string;

  @ApiProperty({ format: 'date', example: '2026-03-01' })
  readonly date: string;

  @ApiProperty({ type: 'integer', example: 2 })
  readonly connectorCount: number;

  @ApiProperty({ type: [BillableSiteDto], description: 'By name; those that were there.' })
  readonly sites: readonly BillableSiteDto[];
}

export function renderBillable(
  accountId: string,
  date: string,
  sites: readonly BillableSite[],
): BillableConnectorsDto {
  const rendered = sites.map(renderSite);
  const numbers = rendered.flatMap(({ chargers }) => chargers).flatMap((it) => it.connectors);
  return { accountId, date, connectorCount: numbers.length, sites: rendered };
}

function renderSite({ site, instant, position, chargers }: BillableSite): BillableSiteDto {
  return {
    siteId: site.id,
    name: site.name,
    active: site.isActive,
    timeZone: site.timeZone,
    instant,
    position,
    chargers: chargers.map(({ charger, evidence }) => ({
      id: charger.id,
      chargerId: charger.chargerId,
      scope: charger.scope,
      connectors: charger.connectors.map(({ number }) => number),
      evidence,
    })),
  };
}
