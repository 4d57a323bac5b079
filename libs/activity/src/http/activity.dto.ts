import { ListQuery, OptionalMember, UuidMember } from '@chargebook/http';
import { type EventMetadata, ROLES } from '@chargebook/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { THING_KINDS, type ThingKind, thingKindOf } from '../domain/told-event.rules';
import { type ListedActivity } from '../queries/list-activity.query';

const NULLABLE_ID = { type: String, format: 'uuid', nullable: true } as const;

export class ListActivityDto extends ListQuery {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only what is of this account or of all accounts.',
  })
  @OptionalMember()
  @UuidMember()
  readonly accountId?: string;
}

export class ActedOnDto {
  @ApiProperty({ enum: THING_KINDS, example: 'charger' })
  readonly kind: ThingKind;

  @ApiProperty({ format: 'uuid', example: '8db865ef-583a-5e0b-b0c3-6549f61219a1' })
  readonly id: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'North 1',
    description: "What people called it then: its name, a charger's alias, a driver's externalId.",
  })
  readonly label: string | null;
}

export class ActivityDto {
  @ApiProperty({ example: 'ca4b74de-0001-00000000000000000007' })
  readonly position: string;

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly at: string;

  @ApiProperty({ example: 'dana' })
  readonly actor: string;

  @ApiProperty({ enum: [...ROLES, 'system'], description: 'The role that allowed it.' })
  readonly role: EventMetadata['actor']['role'];

  @ApiProperty({ ...NULLABLE_ID, description: 'Null for what is of all accounts.' })
  readonly accountId: string | null;

  @ApiProperty(NULLABLE_ID)
  readonly siteId: string | null;

  @ApiProperty({ type: ActedOnDto })
  readonly thing: ActedOnDto;

  @ApiProperty({ example: 'ChargerLimitChanged', description: 'The type of the event.' })
  readonly type: string;

  @ApiProperty({ type: String, nullable: true, example: 'Replaced by a newer unit' })
  readonly reason: string | null;

  @ApiProperty({ format: 'uuid', description: 'The events of one command have it in common.' })
  readonly commandId: string;
}

export function renderActivity(row: ListedActivity): ActivityDto {
  const kind = thingKindOf(row.type);
  if (kind === undefined) throw new Error(`there is no kind of thing for ${row.type}`);
  return {
    position: row.position,
    at: row.at,
    actor: row.actor,
    role: row.role as ActivityDto['role'],
    accountId: row.accountId,
    siteId: row.siteId,
    thing: { kind, id: row.thingId, label: row.label },
    type: row.type,
    reason: row.reason,
    commandId: row.commandId,
  };
}
