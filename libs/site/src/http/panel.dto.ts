import {
  IsAmps,
  ListQuery,
  NullableMember,
  OneOf,
  OptionalMember,
  PlainText,
  UnionByKind,
  UuidMember,
} from '@chargebook/http';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';

const MAX_AMPS = 10_000;
const RATED = { example: 200, minimum: 1, maximum: MAX_AMPS, description: 'The breaker, in A.' };

export class FixedEvLimitDto {
  @ApiProperty({ enum: ['fixed'] })
  @OneOf(['fixed'])
  readonly kind: 'fixed';

  @ApiProperty({ example: 150, minimum: 0.1, maximum: MAX_AMPS })
  @IsAmps(0.1, MAX_AMPS)
  readonly amps: number;
}

export class ScheduledEvLimitDto {
  @ApiProperty({ enum: ['scheduled'] })
  @OneOf(['scheduled'])
  readonly kind: 'scheduled';

  @ApiProperty({ example: 80, minimum: 0.1, maximum: MAX_AMPS })
  @IsAmps(0.1, MAX_AMPS)
  readonly peakAmps: number;

  @ApiProperty({ example: 150, minimum: 0.1, maximum: MAX_AMPS })
  @IsAmps(0.1, MAX_AMPS)
  readonly offPeakAmps: number;
}

export const EV_LIMIT_SCHEMA = {
  oneOf: [{ $ref: getSchemaPath(FixedEvLimitDto) }, { $ref: getSchemaPath(ScheduledEvLimitDto) }],
  nullable: true,
  example: { kind: 'fixed', amps: 150 },
  description: 'The part of the rated limit that is for charging; null: all that is usable.',
};

@ApiExtraModels(FixedEvLimitDto, ScheduledEvLimitDto)
class PanelMembersDto {
  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true })
  @NullableMember()
  @UuidMember()
  readonly parentPanelId?: string | null;

  @ApiPropertyOptional(EV_LIMIT_SCHEMA)
  @NullableMember()
  @UnionByKind({ fixed: FixedEvLimitDto, scheduled: ScheduledEvLimitDto })
  readonly evLimit?: FixedEvLimitDto | ScheduledEvLimitDto | null;
}

export class AddPanelDto extends PanelMembersDto {
  @ApiProperty({ example: 'Main', maxLength: 100 })
  @PlainText(1, 100)
  readonly name: string;

  @ApiProperty(RATED)
  @IsAmps(1, MAX_AMPS)
  readonly ratedLimitAmps: number;
}

/** A merge patch: an absent member stays, null clears. */
export class EditPanelDto extends PanelMembersDto {
  @ApiPropertyOptional({ example: 'Main', maxLength: 100 })
  @OptionalMember()
  @PlainText(1, 100)
  readonly name?: string;

  @ApiPropertyOptional(RATED)
  @OptionalMember()
  @IsAmps(1, MAX_AMPS)
  readonly ratedLimitAmps?: number;
}

export class ListPanelsDto extends ListQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @OptionalMember()
  @UuidMember()
  readonly accountId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @OptionalMember()
  @UuidMember()
  readonly siteId?: string;

  @ApiPropertyOptional({ description: 'Text within the name, without case.' })
  @OptionalMember()
  @PlainText(1, 100)
  readonly q?: string;
}
