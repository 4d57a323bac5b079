import { OptionalMember, RepeatableText } from '@chargebook/http';
import { type Actor } from '@chargebook/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

const ID = '5b0e7a52-0c1d-4f1e-9f7a-2c9d8b6a4e31';

export class MeView {
  @ApiProperty({ example: ID, description: 'What stands in the events that you cause.' })
  readonly subject: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    example: { '*': ['administrator'] },
  })
  readonly roles: Actor['roles'];

  @ApiProperty({ type: String, nullable: true, example: 'Dana Reyes' })
  readonly name: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'dana@rivertown.example' })
  readonly email: string | null;
}

export class ListActorsDto {
  @ApiPropertyOptional({ type: [String], example: [ID], description: 'Repeatable.' })
  @OptionalMember()
  @RepeatableText(200, 255)
  readonly id?: readonly string[];
}

class NamedActor {
  @ApiProperty({ format: 'uuid', example: ID })
  readonly id: string;

  @ApiProperty({ example: 'Dana Reyes' })
  readonly name: string;
}

export class ActorsView {
  @ApiProperty({ type: [NamedActor], description: 'Ids that are no users are left out.' })
  readonly items: readonly NamedActor[];
}
