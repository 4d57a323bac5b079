import { ListQuery, NullableMember, OptionalMember, PlainText } from '@chargebook/http';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { type RatePlan } from '../domain/rate-plan.state';

const NAME = { example: 'Workplace, AC', minLength: 1, maxLength: 100 };
const DESCRIPTION = {
  type: String,
  nullable: true,
  example: '0.25 USD/kWh, free parking',
  maxLength: 500,
} as const;

export class AddRatePlanDto {
  @ApiProperty(NAME)
  @PlainText(1, 100)
  readonly name: string;

  @ApiPropertyOptional(DESCRIPTION)
  @NullableMember()
  @PlainText(0, 500)
  readonly description?: string | null;
}

/** A merge patch: an absent member stays, null clears. */
export class EditRatePlanDto {
  @ApiPropertyOptional(NAME)
  @OptionalMember()
  @PlainText(1, 100)
  readonly name?: string;

  @ApiPropertyOptional(DESCRIPTION)
  @NullableMember()
  @PlainText(0, 500)
  readonly description?: string | null;
}

export class ListRatePlansDto extends ListQuery {
  @ApiPropertyOptional({ description: 'Text within the name, without case.' })
  @OptionalMember()
  @PlainText(1, 100)
  readonly q?: string;
}

export class RatePlanDto {
  @ApiProperty({ format: 'uuid', example: '3f0c1c5e-0f5f-5a3e-9d7b-0b8f1c1d2e3f' })
  readonly id: string;

  @ApiProperty(NAME)
  readonly name: string;

  @ApiProperty(DESCRIPTION)
  readonly description: string | null;

  @ApiProperty({ enum: ['active', 'archived'], example: 'active' })
  readonly status: 'active' | 'archived';

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly addedAt: string;

  @ApiProperty({ example: 'dana' })
  readonly addedBy: string;

  @ApiProperty({ format: 'date-time', example: '2026-03-01T08:30:00.000Z' })
  readonly lastChangedAt: string;

  @ApiProperty({ example: 'dana' })
  readonly lastChangedBy: string;
}

export function renderRatePlan({ isArchived, ...plan }: RatePlan): RatePlanDto {
  const { id, name, description, ...stamps } = plan;
  return { id, name, description, status: isArchived ? 'archived' : 'active', ...stamps };
}
