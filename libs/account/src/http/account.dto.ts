import { ListQuery, memberRule, NullableMember, OptionalMember, PlainText } from '@chargebook/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { PAYMENT_INTEGRATIONS, type PaymentIntegration } from '../domain/account.events';
import { type Account } from '../domain/account.state';

const NAME = { example: 'Rivertown Council', minLength: 1, maxLength: 100 };
const INTEGRATIONS = {
  enum: PAYMENT_INTEGRATIONS,
  isArray: true,
  uniqueItems: true,
  nullable: true,
  example: ['payter'],
};

/** Each of the integrations at most once. */
function Integrations(): PropertyDecorator {
  const isKnown = (item: unknown): boolean =>
    PAYMENT_INTEGRATIONS.includes(item as PaymentIntegration);
  const isGood = (value: unknown): boolean =>
    Array.isArray(value) && value.every(isKnown) && new Set(value).size === value.length;
  const words = PAYMENT_INTEGRATIONS.join(', ');
  return memberRule('integrations', isGood, `Must be a list of ${words}, none of them twice.`);
}

export class AddAccountDto {
  @ApiProperty(NAME)
  @PlainText(1, 100)
  readonly name: string;

  @ApiPropertyOptional(INTEGRATIONS)
  @NullableMember()
  @Integrations()
  readonly paymentIntegrations?: readonly PaymentIntegration[] | null;
}

/** A merge patch: an absent member stays, null clears. */
export class EditAccountDto {
  @ApiPropertyOptional(NAME)
  @OptionalMember()
  @PlainText(1, 100)
  readonly name?: string;

  @ApiPropertyOptional(INTEGRATIONS)
  @NullableMember()
  @Integrations()
  readonly paymentIntegrations?: readonly PaymentIntegration[] | null;
}

export class ListAccountsDto extends ListQuery {
  @ApiPropertyOptional({ description: 'Text within the name, without case.' })
  @OptionalMember()
  @PlainText(1, 100)
  readonly q?: string;
}

export class AccountDto {
  @ApiProperty({ format: 'uuid', example: '8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11' })
  readonly id: string;

  @ApiProperty(NAME)
  readonly name: string;

  @ApiProperty({ enum: PAYMENT_INTEGRATIONS, isArray: true, example: ['payter'] })
  readonly paymentIntegrations: readonly PaymentIntegration[];

  @ApiProperty({ enum: ['active'], example: 'active' })
  readonly status: 'active';

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly addedAt: string;

  @ApiProperty({ example: 'dana' })
  readonly addedBy: string;

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly lastChangedAt: string;

  @ApiProperty({ example: 'dana' })
  readonly lastChangedBy: string;
}

export function renderAccount(account: Account): AccountDto {
  const { id, name, paymentIntegrations, ...stamps } = account;
  return { id, name, paymentIntegrations, status: 'active', ...stamps };
}
