import { OptionalMember, UuidMember } from '@chargebook/http';
import { ApiPropertyOptional } from '@nestjs/swagger';

export class FollowChangesDto {
  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Only what is of this account or of all accounts.',
  })
  @OptionalMember()
  @UuidMember()
  readonly accountId?: string;
}
