import { ListQuery, NullableMember, OptionalMember, PlainText, UuidMember } from '@chargebook/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { type Group } from '../domain/group.state';

const NAME = { example: 'Night shift', minLength: 1, maxLength: 100 };
const ACCOUNT_ID = {
  type: String,
  format: 'uuid',
  nullable: true,
  description: 'Null: a group of all accounts.',
  example: '8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11',
} as const;

export class AddGroupDto {
  @ApiProperty(NAME)
  @PlainText(1, 100)
  readonly name: string;

  @ApiPropertyOptional(ACCOUNT_ID)
  @NullableMember()
  @UuidMember()
  readonly accountId?: string | null;
}

/** A merge patch: an absent member stays, null makes it a group of all accounts. */
export class EditGroupDto {
  @ApiPropertyOptional(NAME)
  @OptionalMember()
  @PlainText(1, 100)
  readonly name?: string;

  @ApiPropertyOptional(ACCOUNT_ID)
  @NullableMember()
  @UuidMember()
  readonly accountId?: string | null;
}

export class ListGroupsDto extends ListQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Groups of this account, with those of all accounts.',
  })
  @OptionalMember()
  @UuidMember()
  readonly accountId?: string;

  @ApiPropertyOptional({ description: 'Text within the name, without case.' })
  @OptionalMember()
  @PlainText(1, 100)
  readonly q?: string;
}

export class GroupDto {
  @ApiProperty({ format: 'uuid', example: '5e1d8b8e-4a3c-5d0f-8b7e-2c9a4f6d1b20' })
  readonly id: string;

  @ApiProperty(ACCOUNT_ID)
  readonly accountId: string | null;

  @ApiProperty(NAME)
  readonly name: string;

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

/** A deleted group is shown to nobody. */
export function renderGroup(group: Omit<Group, 'isDeleted'>): GroupDto {
  const { id, accountId, name, addedAt, addedBy, lastChangedAt, lastChangedBy } = group;
  const stamps = { addedAt, addedBy, lastChangedAt, lastChangedBy };
  return { id, accountId, name, status: 'active', ...stamps };
}
