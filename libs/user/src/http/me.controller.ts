import { Access, CurrentActor, isUuidText } from '@chargebook/http';
import { People } from '@chargebook/identity';
import { type Actor } from '@chargebook/kernel';
import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { ActorsView, ListActorsDto, MeView } from './me.dto';

/** Who asks, and who those are that stand in the book as ids. */
@ApiTags('access')
@Controller('v1')
export class MeController {
  constructor(private readonly people: People) {}

  /** Who the service takes the caller for; without a name where he is no user. */
  @Get('me')
  @Access({ of: 'any' })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: MeView })
  async me(@CurrentActor() { id, roles }: Actor): Promise<MeView> {
    const person = isUuidText(id) ? await this.people.one(id) : undefined;
    return { subject: id, roles, name: person?.name ?? null, email: person?.email ?? null };
  }

  /** Names of those who added or changed something, by the ids under which they did. */
  @Get('actors')
  @Access({ of: 'any' })
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ type: ActorsView })
  async actors(@Query() { id }: ListActorsDto): Promise<ActorsView> {
    const people = await this.people.named((id ?? []).filter(isUuidText));
    return { items: people.map(({ userId, name }) => ({ id: userId, name })) };
  }
}
