import {
  BooleanMember,
  ListQuery,
  NullableMember,
  OptionalMember,
  PlainText,
  UuidList,
  UuidMember,
} from '@chargebook/http';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';

import { type Driver } from '../domain/driver.state';
import {
  CardNumbers,
  CARDS_OF_EDIT,
  CardsOfEdit,
  CARD_NUMBERS,
  DifferentItems,
  MAX_GROUPS,
  WithoutAt,
} from './driver-members.decorator';

const EXTERNAL_ID = {
  description: "The operator's own pseudonymous key, without `@`.",
  example: 'EMP-20871',
  minLength: 1,
  maxLength: 64,
};
const GROUP_IDS: ApiPropertyOptions = {
  type: 'array',
  items: { type: 'string', format: 'uuid' },
  uniqueItems: true,
  maxItems: MAX_GROUPS,
  nullable: true,
  example: ['5e1d8b8e-4a3c-5d0f-8b7e-2c9a4f6d1b20'],
};
const ACCOUNT_ID = { format: 'uuid', example: '8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11' };

export class AddDriverDto {
  @ApiProperty(EXTERNAL_ID)
  @PlainText(1, 64)
  @WithoutAt()
  readonly externalId: string;

  @ApiPropertyOptional(GROUP_IDS)
  @NullableMember()
  @UuidList(0, MAX_GROUPS)
  @DifferentItems()
  readonly groupIds?: readonly string[] | null;

  @ApiPropertyOptional(CARD_NUMBERS)
  @NullableMember()
  @CardNumbers()
  readonly rfidCards?: readonly string[] | null;
}

/** A merge patch: an absent member stays, null empties a list. */
export class EditDriverDto {
  @ApiPropertyOptional(EXTERNAL_ID)
  @OptionalMember()
  @PlainText(1, 64)
  @WithoutAt()
  readonly externalId?: string;

  @ApiPropertyOptional(GROUP_IDS)
  @NullableMember()
  @UuidList(0, MAX_GROUPS)
  @DifferentItems()
  readonly groupIds?: readonly string[] | null;

  @ApiPropertyOptional(CARDS_OF_EDIT)
  @NullableMember()
  @CardsOfEdit()
  readonly rfidCards?: readonly (string | { readonly id: string })[] | null;

  @ApiPropertyOptional({ description: 'A blocked driver may start nothing.', example: true })
  @OptionalMember()
  @BooleanMember()
  readonly blocked?: boolean;

  @ApiPropertyOptional({ ...ACCOUNT_ID, description: 'Another account: the driver moves there.' })
  @OptionalMember()
  @UuidMember()
  readonly accountId?: string;
}

export class ListDriversDto extends ListQuery {
  @ApiPropertyOptional({ description: 'Text within the external id, without case.' })
  @OptionalMember()
  @PlainText(1, 64)
  readonly q?: string;
}

export class RfidCardDto {
  @ApiProperty({
    description: "Keyed hash of the card's number, which itself is not kept.",
    example: '5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456',
  })
  readonly id: string;
}

export class DriverDto {
  @ApiProperty({ format: 'uuid', example: 'c2f0a9de-7b11-5e64-9c3f-0d8e5a7b6c44' })
  readonly id: string;

  @ApiProperty(ACCOUNT_ID)
  readonly accountId: string;

  @ApiProperty(EXTERNAL_ID)
  readonly externalId: string;

  @ApiProperty({ ...GROUP_IDS, nullable: false })
  readonly groupIds: readonly string[];

  @ApiProperty({ type: [RfidCardDto] })
  readonly rfidCards: readonly RfidCardDto[];

  @ApiProperty({ example: false })
  readonly blocked: boolean;

  @ApiProperty({ enum: ['active', 'blocked'], example: 'active' })
  readonly status: 'active' | 'blocked';

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly addedAt: string;

  @ApiProperty({ example: 'dana' })
  readonly addedBy: string;

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly lastChangedAt: string;

  @ApiProperty({ example: 'dana' })
  readonly lastChangedBy: string;
}

/** A removed driver is shown to nobody. */
export function renderDriver(driver: Omit<Driver, 'isRemoved'>): DriverDto {
  const { id, accountId, externalId, groupIds, rfidCards, isBlocked, ...rest } = driver;
  const { addedAt, addedBy, lastChangedAt, lastChangedBy } = rest;
  return {
    id,
    accountId,
    externalId,
    groupIds,
    rfidCards: rfidCards.map((cardId) => ({ id: cardId })),
    blocked: isBlocked,
    status: isBlocked ? 'blocked' : 'active',
    addedAt,
    addedBy,
    lastChangedAt,
    lastChangedBy,
  };
}
