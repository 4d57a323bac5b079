import { OneOf, OptionalMember, UuidList, UuidMember } from '@chargebook/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export const SCOPE_KINDS = ['closed', 'open', 'private', 'account', 'groups', 'public'] as const;

/** More than the rule lets pass, so that the rule itself can say how many are too many. */
const MAX_LISTED_GROUPS = 1_000;

/** Whether the payload fits the kind is a rule of the domain (`scope-payload-invalid`). */
export class ScopeDto {
  @ApiProperty({ enum: SCOPE_KINDS, example: 'account' })
  @OneOf(SCOPE_KINDS)
  readonly kind: (typeof SCOPE_KINDS)[number];

  @ApiPropertyOptional({ format: 'uuid', description: 'For private: its driver.' })
  @OptionalMember()
  @UuidMember()
  readonly driverId?: string;

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    description: 'For groups: 1 to 100 different ones.',
  })
  @OptionalMember()
  @UuidList(0, MAX_LISTED_GROUPS)
  readonly groupIds?: readonly string[];
}
