import { OptionalMember, PlainText, QueryInteger, RepeatableText } from '@chargebook/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const DEFAULT_LIMIT = 100;
/** A page is one answer of a service to another: it may hold more than a person looks at. */
const MAX_LIMIT = 1_000;
const MAX_NAMES = 64;
const MAX_NAME_LENGTH = 64;

const REPEATABLE = { type: String, isArray: true } as const;

/** What is followed; a page and a stream are asked for in the same words. */
export class FollowEventsDto {
  @ApiPropertyOptional({
    description:
      'Position of the event behind which to begin; `end` for behind all that is there now. ' +
      'Without it, before all.',
    example: 'ca4b74de-0001-00000000000000000007',
  })
  @OptionalMember()
  @PlainText(1, 100)
  readonly after?: string;

  @ApiPropertyOptional({
    ...REPEATABLE,
    description: 'Only events of streams of this category; of several, any will do.',
    example: ['site'],
  })
  @OptionalMember()
  @RepeatableText(MAX_NAMES, MAX_NAME_LENGTH)
  readonly category?: readonly string[];

  @ApiPropertyOptional({
    ...REPEATABLE,
    description: 'Only events of this type; of several, any will do.',
    example: ['ChargerAdded', 'ScopeChanged'],
  })
  @OptionalMember()
  @RepeatableText(MAX_NAMES, MAX_NAME_LENGTH)
  readonly type?: readonly string[];
}

export class ListEventsDto extends FollowEventsDto {
  @ApiPropertyOptional({ minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })
  @OptionalMember()
  @QueryInteger(1, MAX_LIMIT)
  readonly limit: number = DEFAULT_LIMIT;
}

const ID = { format: 'uuid' } as const;

/** A CloudEvent 1.0 in JSON; what is not of its specification is an extension attribute. */
export class CloudEventDto {
  @ApiProperty({ enum: ['1.0'] })
  readonly specversion: string;

  @ApiProperty({ ...ID, description: 'Of the event, for ever.' })
  readonly id: string;

  @ApiProperty({ example: 'urn:chargebook:book:ca4b74de-6f0e-4e0c-9d1b-1f6f3a6a7c11' })
  readonly source: string;

  @ApiProperty({ example: 'ChargerLimitChanged' })
  readonly type: string;

  @ApiProperty({
    description: 'The stream.',
    example: 'site-f456c1af-2b6f-567e-ba29-eeb1194c1331',
  })
  readonly subject: string;

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly time: string;

  @ApiProperty({ enum: ['application/json'] })
  readonly datacontenttype: string;

  @ApiProperty({ example: 'urn:chargebook:event:ChargerLimitChanged:1' })
  readonly dataschema: string;

  @ApiProperty({ example: 'ca4b74de-0001-00000000000000000007' })
  readonly position: string;

  @ApiProperty({ description: 'Place in its stream, rising.', example: '3' })
  readonly revision: string;

  @ApiProperty({ ...ID, description: 'The thing, as a charger, that was made or changed.' })
  readonly partitionkey: string;

  @ApiPropertyOptional({ ...ID, description: 'Absent for what is of all accounts.' })
  readonly accountid?: string;

  @ApiProperty({ example: 'dana' })
  readonly actorid: string;

  @ApiProperty({ example: 'administrator' })
  readonly actorrole: string;

  @ApiProperty(ID)
  readonly commandid: string;

  @ApiProperty()
  readonly correlationid: string;

  @ApiProperty()
  readonly causationid: string;

  @ApiPropertyOptional({ example: 'Replaced by a newer unit' })
  readonly reason?: string;

  @ApiProperty({
    type: Object,
    description: 'As the JSON schema of the type and version says.',
    example: {
      siteId: 'f456c1af-2b6f-567e-ba29-eeb1194c1331',
      id: '8db865ef-583a-5e0b-b0c3-6549f61219a1',
      limitAmps: 16,
    },
  })
  readonly data: object;
}

export class EventsPageDto {
  @ApiProperty({ type: CloudEventDto, isArray: true })
  readonly items: readonly CloudEventDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'ca4b74de-0001-00000000000000000007',
    description: 'What the next page is asked for by `after`; null while nothing was written.',
  })
  readonly position: string | null;

  @ApiProperty({ description: 'False when the log held no more at the time.' })
  readonly hasMore: boolean;
}
