import { memberRule, OptionalMember, UuidMember } from '@chargebook/http';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';

import { type Box, type MappedSite, type SiteMap } from '../queries/get-site-map.query';

const DEGREES = /^-?\d{1,3}(?:\.\d{1,15})?$/;
const BOX_RULE =
  'Must be minLongitude,minLatitude,maxLongitude,maxLatitude in degrees: longitudes from -180 to ' +
  '180, latitudes from -90 to 90, the lower one first.';

export class GetMapDto {
  @ApiPropertyOptional({ format: 'uuid' })
  @OptionalMember()
  @UuidMember()
  readonly accountId?: string;

  @ApiPropertyOptional({
    type: String,
    example: '3.3,50.7,7.3,53.6',
    description:
      'minLongitude,minLatitude,maxLongitude,maxLatitude in degrees; the whole world when not ' +
      'said. Where minLongitude is above maxLongitude, the box crosses the antimeridian.',
  })
  @OptionalMember()
  @BoxMember()
  readonly box?: Box;
}

function BoxMember(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (boxOf(value) ?? value) : value,
    ),
    memberRule('box', (value) => typeof value === 'object' && value !== null, BOX_RULE),
  );
}

/** Undefined for what is no box. */
function boxOf(text: string): Box | undefined {
  const parts = text.split(',');
  if (parts.length !== 4 || !parts.every((part) => DEGREES.test(part))) return undefined;
  const [west, south, east, north] = parts.map(Number) as [number, number, number, number];
  const box = { west, south, east, north };
  return isOnEarth(box) && south <= north ? box : undefined;
}

function isOnEarth({ west, south, east, north }: Box): boolean {
  const areLongitudes = [west, east].every((degrees) => Math.abs(degrees) <= 180);
  return areLongitudes && [south, north].every((degrees) => Math.abs(degrees) <= 90);
}

class MapPointDto {
  @ApiProperty({ enum: ['Point'] })
  readonly type: 'Point';

  @ApiProperty({
    type: [Number],
    minItems: 2,
    maxItems: 2,
    example: [4.48, 51.92],
    description: 'Longitude and latitude.',
  })
  readonly coordinates: readonly [number, number];
}

class MapPropertiesDto {
  @ApiProperty({ format: 'uuid' })
  readonly siteId: string;

  @ApiProperty({ format: 'uuid' })
  readonly accountId: string;

  @ApiProperty({ example: 'Harbour Garage' })
  readonly name: string;

  @ApiProperty({ example: true })
  readonly active: boolean;

  @ApiProperty({ example: 12, description: 'Chargers that are not retired.' })
  readonly chargerCount: number;

  @ApiProperty({ example: 3, description: 'Those on the public map; none of an inactive site.' })
  readonly publicChargerCount: number;
}

class MapFeatureDto {
  @ApiProperty({ enum: ['Feature'] })
  readonly type: 'Feature';

  @ApiProperty({ format: 'uuid', description: 'The id of the site.' })
  readonly id: string;

  @ApiProperty({ type: MapPointDto })
  readonly geometry: MapPointDto;

  @ApiProperty({ type: MapPropertiesDto })
  readonly properties: MapPropertiesDto;
}

/** GeoJSON (RFC 7946) with one member of our own. */
export class MapDto {
  @ApiProperty({ enum: ['FeatureCollection'] })
  readonly type: 'FeatureCollection';

  @ApiProperty({ type: [MapFeatureDto] })
  readonly features: readonly MapFeatureDto[];

  @ApiProperty({
    example: false,
    description: 'True when the box has more than 5,000 sites, of which these are an even pick.',
  })
  readonly truncated: boolean;
}

export function renderMap({ sites, isCut }: SiteMap): MapDto {
  return { type: 'FeatureCollection', features: sites.map(featureOf), truncated: isCut };
}

/** RULES 5: none of an inactive site's chargers is on the map. */
function featureOf({ longitude, latitude, isActive, ...site }: MappedSite): MapFeatureDto {
  const { siteId, accountId, name, chargerCount } = site;
  const publicChargerCount = isActive ? site.publicChargerCount : 0;
  return {
    type: 'Feature',
    id: siteId,
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: { siteId, accountId, name, active: isActive, chargerCount, publicChargerCount },
  };
}
