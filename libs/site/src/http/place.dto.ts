import {
  memberRule,
  NullableMember,
  NumberBetween,
  OptionalMember,
  PlainText,
} from '@chargebook/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { isValid } from 'i18n-iso-countries';

const COUNTRY = /^[A-Z]{3}$/;

/** ISO 3166-1 alpha-3, in upper case. */
function CountryCode(): PropertyDecorator {
  const isGood = (value: unknown): boolean =>
    typeof value === 'string' && COUNTRY.test(value) && isValid(value);
  return memberRule('country', isGood, 'Must be a country code of three letters, as USA.');
}

/** A name of the IANA time zone database. */
export function TimeZone(): PropertyDecorator {
  return memberRule('timeZone', isTimeZone, 'Must be an IANA time zone, as America/New_York.');
}

function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z]/.test(value)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

export class AddressDto {
  @ApiProperty({ example: '1 Harbour Street', maxLength: 200 })
  @PlainText(1, 200)
  readonly line1: string;

  @ApiProperty({ example: 'Albany', maxLength: 100 })
  @PlainText(1, 100)
  readonly city: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'NY', maxLength: 100 })
  @NullableMember()
  @PlainText(0, 100)
  readonly region?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '12207', maxLength: 20 })
  @NullableMember()
  @PlainText(0, 20)
  readonly postalCode?: string | null;

  @ApiProperty({ example: 'USA', description: 'ISO 3166-1 alpha-3.' })
  @CountryCode()
  readonly country: string;
}

/** Merges into the address that is there. */
export class AddressPatchDto {
  @ApiPropertyOptional({ maxLength: 200 })
  @OptionalMember()
  @PlainText(1, 200)
  readonly line1?: string;

  @ApiPropertyOptional({ maxLength: 100 })
  @OptionalMember()
  @PlainText(1, 100)
  readonly city?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 100 })
  @NullableMember()
  @PlainText(0, 100)
  readonly region?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 20 })
  @NullableMember()
  @PlainText(0, 20)
  readonly postalCode?: string | null;

  @ApiPropertyOptional({ description: 'ISO 3166-1 alpha-3.' })
  @OptionalMember()
  @CountryCode()
  readonly country?: string;
}

export class LocationDto {
  @ApiProperty({ example: 42.6526, minimum: -90, maximum: 90 })
  @NumberBetween(-90, 90)
  readonly latitude: number;

  @ApiProperty({ example: -73.7562, minimum: -180, maximum: 180 })
  @NumberBetween(-180, 180)
  readonly longitude: number;
}

/** Merges into the location that is there. */
export class LocationPatchDto {
  @ApiPropertyOptional({ minimum: -90, maximum: 90 })
  @OptionalMember()
  @NumberBetween(-90, 90)
  readonly latitude?: number;

  @ApiPropertyOptional({ minimum: -180, maximum: 180 })
  @OptionalMember()
  @NumberBetween(-180, 180)
  readonly longitude?: number;
}
