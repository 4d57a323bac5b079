import { AmpsMember, memberRule, Nested, NullableMember, UuidMember } from '@chargebook/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class RateOverrideDto {
  @ApiProperty({ format: 'uuid' })
  @UuidMember()
  readonly ratePlanId: string;
}

export class DelayOverrideDto {
  @ApiProperty({ enum: [true], type: Boolean })
  @memberRule('true', (value) => value === true, 'Must be true.')
  readonly cancelled: true;
}

export class OfflineAllocationOverrideDto {
  @ApiProperty({ example: 10, description: '0, or 6 to 1000 A, and at most the limit.' })
  @AmpsMember()
  readonly amps: number;
}

/** Each kind is replaced whole; null clears it, absent leaves it. */
export class OverridesDto {
  @ApiPropertyOptional({ type: RateOverrideDto, nullable: true })
  @NullableMember()
  @Nested(RateOverrideDto)
  readonly rate?: RateOverrideDto | null;

  @ApiPropertyOptional({ type: DelayOverrideDto, nullable: true })
  @NullableMember()
  @Nested(DelayOverrideDto)
  readonly delay?: DelayOverrideDto | null;

  @ApiPropertyOptional({ type: OfflineAllocationOverrideDto, nullable: true })
  @NullableMember()
  @Nested(OfflineAllocationOverrideDto)
  readonly offlineAllocation?: OfflineAllocationOverrideDto | null;
}
