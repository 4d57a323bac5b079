import {
  BooleanMember,
  isUuidText,
  ListQuery,
  memberRule,
  OptionalMember,
  PatternText,
  PlainText,
  UuidMember,
} from '@chargebook/http';
import { EMAIL } from '@chargebook/identity';
import { type Role, ROLES } from '@chargebook/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { shownRoles } from '../domain/roles.rules';
import { type RolesByAccount } from '../domain/user.state';
import { type UserView } from '../queries/get-user.query';

const ID = { format: 'uuid', example: '5b0e7a52-0c1d-4f1e-9f7a-2c9d8b6a4e31' };
const NAME = { example: 'Dana Reyes', minLength: 1, maxLength: 100 };
const EMAIL_MEMBER = { example: 'dana@rivertown.example', maxLength: 254 };
const REASON = { example: 'New in the back office', maxLength: 500 };
const MAX_ACCOUNTS = 200;

const ROLES_MEMBER = {
  type: 'object' as const,
  description: 'Per account, by its id; `*` stands for all accounts.',
  additionalProperties: { type: 'array', items: { type: 'string', enum: [...ROLES] } },
  example: { '8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11': ['administrator', 'support'] },
};

function RolesMember(): PropertyDecorator {
  const isAccount = (key: string): boolean => key === '*' || isUuidText(key);
  return memberRule(
    'roles',
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).length <= MAX_ACCOUNTS &&
      Object.keys(value).every(isAccount) &&
      Object.values(value).every(areRoles),
    `Must be lists of ${ROLES.join(', ')} by the id of an account in lower case, or by *.`,
  );
}

function areRoles(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((role) => ROLES.includes(role as Role)) &&
    new Set(value).size === value.length
  );
}

export class AddUserDto {
  @ApiProperty(EMAIL_MEMBER)
  @PatternText(EMAIL, 'an e-mail address')
  readonly email: string;

  @ApiProperty(NAME)
  @PlainText(1, 100)
  readonly name: string;

  @ApiProperty(ROLES_MEMBER)
  @RolesMember()
  readonly roles: RolesByAccount;

  @ApiPropertyOptional(REASON)
  @OptionalMember()
  @PlainText(1, 500)
  readonly reason?: string;
}

/** A merge patch; the roles are replaced whole, in the accounts of which any were shown. */
export class EditUserDto {
  @ApiPropertyOptional(EMAIL_MEMBER)
  @OptionalMember()
  @PatternText(EMAIL, 'an e-mail address')
  readonly email?: string;

  @ApiPropertyOptional(NAME)
  @OptionalMember()
  @PlainText(1, 100)
  readonly name?: string;

  @ApiPropertyOptional(ROLES_MEMBER)
  @OptionalMember()
  @RolesMember()
  readonly roles?: RolesByAccount;

  @ApiPropertyOptional({ description: 'False keeps the user out; he is never deleted.' })
  @OptionalMember()
  @BooleanMember()
  readonly active?: boolean;

  @ApiPropertyOptional(REASON)
  @OptionalMember()
  @PlainText(1, 500)
  readonly reason?: string;
}

export class InviteUserDto {
  @ApiPropertyOptional({ ...REASON, example: 'Has forgotten the password' })
  @OptionalMember()
  @PlainText(1, 500)
  readonly reason?: string;
}

export class ListUsersDto extends ListQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Users with a role in this account.' })
  @OptionalMember()
  @UuidMember()
  readonly accountId?: string;

  @ApiPropertyOptional({ description: 'Text within the name or the address, without case.' })
  @OptionalMember()
  @PlainText(1, 100)
  readonly q?: string;
}

export class UserDto {
  @ApiProperty(ID)
  readonly id: string;

  @ApiProperty({ ...NAME, type: String, nullable: true })
  readonly name: string | null;

  @ApiProperty({ ...EMAIL_MEMBER, type: String, nullable: true })
  readonly email: string | null;

  @ApiProperty({ ...ROLES_MEMBER, description: 'In the accounts that you administer.' })
  readonly roles: RolesByAccount;

  @ApiProperty({ example: true })
  readonly active: boolean;

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly addedAt: string;

  @ApiProperty({ example: 'dana' })
  readonly addedBy: string;

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly lastChangedAt: string;

  @ApiProperty({ example: 'dana' })
  readonly lastChangedBy: string;
}

export class InvitationDto {
  @ApiProperty({ example: 'https://book.rivertown.example/welcome#u3rH0tqkq0Q1xXl5n9c2mY7dJ8p' })
  readonly url: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null where one signs in with an identity provider, which needs no link.',
    example: '2026-03-08T08:30:00.000Z',
  })
  readonly expiresAt: string | null;
}

export class InvitedUserDto extends UserDto {
  @ApiProperty({ type: InvitationDto })
  readonly invitation: InvitationDto;
}

/** The user as an administrator of these accounts sees him. */
export function renderUser(user: UserView, shownAccounts: readonly string[] | '*'): UserDto {
  const { id, name, email, isActive, addedAt, addedBy, lastChangedAt, lastChangedBy } = user;
  const roles = shownRoles(user.roles, shownAccounts);
  const stamps = { addedAt, addedBy, lastChangedAt, lastChangedBy };
  return { id, name, email, roles, active: isActive, ...stamps };
}
