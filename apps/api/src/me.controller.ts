import { Access, CurrentActor } from '@chargebook/http';
import { type Actor } from '@chargebook/kernel';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';

class MeView {
  @ApiProperty({ example: 'ann@desk-3' }) readonly subject: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    example: { '*': ['administrator'] },
  })
  readonly roles: Actor['roles'];
}

/** Who the service takes the caller for. */
@ApiTags('access')
@Controller('v1/me')
export class MeController {
  @Get()
  @Access({ of: 'any' })
  @ApiOkResponse({ type: MeView })
  me(@CurrentActor() actor: Actor): MeView {
    return { subject: actor.id, roles: actor.roles };
  }
}
