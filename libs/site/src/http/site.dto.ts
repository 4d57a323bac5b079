import {
  AmpsMember,
  BooleanMember,
  ListQuery,
  Nested,
  NullableMember,
  OneOf,
  OptionalMember,
  PlainText,
  UuidMember,
} from '@chargebook/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { AddressDto, AddressPatchDto, LocationDto, LocationPatchDto, TimeZone } from './place.dto';

const FACTORS = [0.8, 1] as const;

/** What a new site and an edit of one have in common: all of it optional. */
class SiteMembersDto {
  @ApiPropertyOptional({ type: String, nullable: true, example: 'Workplace', maxLength: 100 })
  @NullableMember()
  @PlainText(0, 100)
  readonly type?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2_000 })
  @NullableMember()
  @PlainText(0, 2_000)
  readonly description?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'HARBOUR-1', maxLength: 100 })
  @NullableMember()
  @PlainText(0, 100)
  readonly externalId?: string | null;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true })
  @NullableMember()
  @UuidMember()
  readonly memberRatePlanId?: string | null;

  @ApiPropertyOptional({
    enum: FACTORS,
    description: 'Part of a rated limit that a continuous load may use; by country when absent.',
  })
  @OptionalMember()
  @OneOf(FACTORS)
  readonly continuousLoadFactor?: 0.8 | 1;

  @ApiPropertyOptional({ example: true, default: false })
  @OptionalMember()
  @BooleanMember()
  readonly energyManagement?: boolean;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    example: 6,
    description: 'What a charger may draw without the back office: 0, or 6 to 1000 A.',
  })
  @NullableMember()
  @AmpsMember()
  readonly offlineAllocationAmps?: number | null;

  @ApiPropertyOptional({ example: false, default: false })
  @OptionalMember()
  @BooleanMember()
  readonly delayedCharging?: boolean;
}

export class AddSiteDto extends SiteMembersDto {
  @ApiProperty({ example: 'Harbour Garage', maxLength: 100 })
  @PlainText(1, 100)
  readonly name: string;

  @ApiProperty({ type: AddressDto })
  @Nested(AddressDto)
  readonly address: AddressDto;

  @ApiPropertyOptional({ type: LocationDto, nullable: true })
  @NullableMember()
  @Nested(LocationDto)
  readonly location?: LocationDto | null;

  @ApiProperty({ example: 'America/New_York' })
  @TimeZone()
  readonly timeZone: string;
}

/** A merge patch: an absent member stays, null clears; address and location merge. */
export class EditSiteDto extends SiteMembersDto {
  @ApiPropertyOptional({ maxLength: 100 })
  @OptionalMember()
  @PlainText(1, 100)
  readonly name?: string;

  @ApiPropertyOptional({ type: AddressPatchDto })
  @OptionalMember()
  @Nested(AddressPatchDto)
  readonly address?: AddressPatchDto;

  @ApiPropertyOptional({ type: LocationPatchDto, nullable: true })
  @NullableMember()
  @Nested(LocationPatchDto)
  readonly location?: LocationPatchDto | null;

  @ApiPropertyOptional({ example: 'America/New_York' })
  @OptionalMember()
  @TimeZone()
  readonly timeZone?: string;

  @ApiPropertyOptional({ description: 'False deactivates the site, which needs a reason.' })
  @OptionalMember()
  @BooleanMember()
  readonly active?: boolean;

  @ApiPropertyOptional({ example: 'Closed for the winter', maxLength: 500 })
  @OptionalMember()
  @PlainText(1, 500)
  readonly reason?: string;
}

export class ListSitesDto extends ListQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @OptionalMember()
  @UuidMember()
  readonly accountId?: string;

  @ApiPropertyOptional({ description: 'Text within name, city or external id, without case.' })
  @OptionalMember()
  @PlainText(1, 100)
  readonly q?: string;
}
