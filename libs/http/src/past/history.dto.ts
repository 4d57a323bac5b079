import { type EventMetadata, ROLES, type ThingChange } from '@chargebook/kernel';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { etagOf } from '../etag';
import { OneOf, OptionalMember, PlainText } from '../members.decorator';
import { ListQuery, RepeatableText } from '../query.decorator';
import { InstantMember } from './instants';

const MAX_FIELDS = 20;
const MAX_FIELD_LENGTH = 50;
const ORDERS = ['position', '-position'] as const;

/** What the history of a thing may be asked with. */
export class HistoryQuery extends ListQuery {
  @ApiPropertyOptional({
    type: [String],
    description: 'Only what changed one of these fields; a field with a dot by its first part too.',
    example: ['scope'],
  })
  @OptionalMember()
  @RepeatableText(MAX_FIELDS, MAX_FIELD_LENGTH)
  readonly field?: readonly string[];

  @ApiPropertyOptional({ description: 'Only what this actor did.', example: 'dana' })
  @OptionalMember()
  @PlainText(1, 255)
  readonly actor?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Recorded then or later.' })
  @OptionalMember()
  @InstantMember()
  readonly from?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Recorded before then.' })
  @OptionalMember()
  @InstantMember()
  readonly to?: string;

  @ApiPropertyOptional({ enum: ORDERS, default: 'position', description: '`-`: newest first.' })
  @OptionalMember()
  @OneOf(ORDERS)
  readonly sort: (typeof ORDERS)[number] = 'position';
}

export class FieldChangeDto {
  @ApiProperty({ example: 'limitAmps', description: 'A member, or a member of a member.' })
  readonly field: string;

  @ApiProperty({
    nullable: true,
    description: 'Null where there was none. What it names, it names by id.',
    example: 32,
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'object' }],
  })
  readonly before: unknown;

  @ApiProperty({
    nullable: true,
    example: 16,
    oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'object' }],
  })
  readonly after: unknown;
}

@ApiExtraModels(FieldChangeDto)
export class HistoryEntryDto {
  @ApiProperty({ example: 'ca4b74de-0001-00000000000000000007' })
  readonly position: string;

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly at: string;

  @ApiProperty({ example: 'dana' })
  readonly actor: string;

  @ApiProperty({ enum: [...ROLES, 'system'], description: 'The role that allowed it.' })
  readonly role: EventMetadata['actor']['role'];

  @ApiProperty({ example: 'ChargerLimitChanged', description: 'The type of the event.' })
  readonly type: string;

  @ApiProperty({ type: String, nullable: true, example: 'Replaced by a newer unit' })
  readonly reason: string | null;

  @ApiProperty({ format: 'uuid', description: 'The events of one command have it in common.' })
  readonly commandId: string;

  @ApiProperty({ description: 'What caused the command: a request, or an event.' })
  readonly causationId: string;

  @ApiProperty({ description: 'All that one request set going has it in common.' })
  readonly correlationId: string;

  @ApiProperty({ example: '"4"', description: 'The ETag of the thing after it.' })
  readonly etag: string;

  @ApiProperty({ type: [FieldChangeDto] })
  readonly changes: readonly FieldChangeDto[];
}

export class HistoryDto {
  @ApiProperty({ type: [HistoryEntryDto] })
  readonly items: readonly HistoryEntryDto[];

  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page.' })
  readonly nextCursor: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null on the first page.' })
  readonly previousCursor: string | null;

  @ApiProperty({ type: 'integer', example: 1 })
  readonly total: number;

  @ApiProperty({ example: false })
  readonly totalIsLowerBound: boolean;
}

export function renderEntry(change: ThingChange): HistoryEntryDto {
  const { position, type, revision, changes, metadata } = change;
  return {
    position,
    at: metadata.recordedAt,
    actor: metadata.actor.id,
    role: metadata.actor.role,
    type,
    reason: metadata.reason ?? null,
    commandId: metadata.command.id,
    causationId: metadata.$causationId,
    correlationId: metadata.$correlationId,
    etag: etagOf(revision),
    changes,
  };
}
