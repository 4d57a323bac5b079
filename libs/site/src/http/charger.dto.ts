import {
  AmpsMember,
  ListOf,
  memberRule,
  Nested,
  NullableMember,
  OptionalMember,
  PatternText,
  PlainText,
  UuidMember,
} from '@chargebook/http';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { ConnectorDto, MAX_CONNECTORS, PaymentTerminalDto } from './connector.dto';
import { OverridesDto } from './override.dto';
import { ScopeDto } from './scope.dto';

const CHARGER_ID = {
  example: 'CH-001',
  minLength: 1,
  maxLength: 48,
  description: 'What is printed on the unit.',
};
const LIMIT = { example: 32, description: '6 to 1000 A, one decimal at most.' };

/** Printable ASCII, no space and none of `: / = ( ) < >`. */
function ChargerIdText(): PropertyDecorator {
  const form = '1 to 48 printable ASCII characters, no space and none of : / = ( ) < >';
  return PatternText(/^(?![^]*[:/=()<>])[\x21-\x7e]{1,48}$/, form);
}

/** Members of a list that must differ in a number, as connectors do. */
function DifferentNumbers(member: string): PropertyDecorator {
  const isGood = (value: unknown): boolean => {
    if (!Array.isArray(value)) return false;
    const numbers = value.map((item) => (item as Record<string, unknown> | null)?.[member]);
    return new Set(numbers).size === numbers.length;
  };
  return applyDecorators(memberRule('different', isGood, `Each ${member} may come once.`));
}

class ChargerMembersDto {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 64,
    example: 'North 1',
    description: 'Shown instead of the Charger ID.',
  })
  @NullableMember()
  @PlainText(0, 64)
  readonly alias?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 32,
    example: 'Q1',
    description: 'The code of the QR sticker: letters, digits, dash, underscore.',
  })
  @NullableMember()
  @PatternText(/^[A-Za-z0-9_-]{0,32}$/, 'up to 32 letters, digits, dashes or underscores')
  readonly qaAlias?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 32, example: '12' })
  @NullableMember()
  @PlainText(0, 32)
  readonly parking?: string | null;

  @ApiPropertyOptional({ type: [ConnectorDto], nullable: true, description: 'Null: one alone.' })
  @NullableMember()
  @ListOf(ConnectorDto, 1, MAX_CONNECTORS)
  @DifferentNumbers('number')
  readonly connectors?: readonly ConnectorDto[] | null;

  @ApiPropertyOptional({ type: [PaymentTerminalDto], nullable: true })
  @NullableMember()
  @ListOf(PaymentTerminalDto, 0, MAX_CONNECTORS)
  @DifferentNumbers('connector')
  readonly paymentTerminals?: readonly PaymentTerminalDto[] | null;

  @ApiPropertyOptional({ example: 'Opened to visitors', maxLength: 500 })
  @OptionalMember()
  @PlainText(1, 500)
  readonly reason?: string;

  @ApiPropertyOptional({
    type: OverridesDto,
    nullable: true,
    description: 'On an edit only; a new charger has none.',
  })
  @NullableMember()
  @Nested(OverridesDto)
  readonly overrides?: OverridesDto | null;
}

export class AddChargerDto extends ChargerMembersDto {
  @ApiProperty(CHARGER_ID)
  @ChargerIdText()
  readonly chargerId: string;

  @ApiProperty(LIMIT)
  @AmpsMember()
  readonly limitAmps: number;

  @ApiProperty({ format: 'uuid', description: 'The panel that feeds it.' })
  @UuidMember()
  readonly panelId: string;

  @ApiProperty({ type: ScopeDto })
  @Nested(ScopeDto)
  readonly scope: ScopeDto;
}

/** A merge patch: an absent member stays, null clears; another panel is a move. */
export class EditChargerDto extends ChargerMembersDto {
  @ApiPropertyOptional(CHARGER_ID)
  @OptionalMember()
  @ChargerIdText()
  readonly chargerId?: string;

  @ApiPropertyOptional(LIMIT)
  @OptionalMember()
  @AmpsMember()
  readonly limitAmps?: number;

  @ApiPropertyOptional({ format: 'uuid' })
  @OptionalMember()
  @UuidMember()
  readonly panelId?: string;

  @ApiPropertyOptional({ type: ScopeDto })
  @OptionalMember()
  @Nested(ScopeDto)
  readonly scope?: ScopeDto;
}

export class RetireChargerDto {
  @ApiProperty({ example: 'Replaced by a newer unit', maxLength: 500 })
  @PlainText(1, 500)
  readonly reason: string;
}
