import { type AccountId } from '@chargebook/account/contracts';
import { type GroupId } from '@chargebook/group/contracts';
import {
  Access,
  answerOne,
  answerWrite,
  ApiChanges,
  ApiCreates,
  ApiProblems,
  ApiRemoves,
  ApiShowsList,
  ApiShowsOne,
  type AtLeast,
  CurrentAtLeast,
  detailsOf,
  Envelope,
  type Listed,
  Lists,
  NoMembers,
  notFound,
  type HttpAnswer,
  WithPreviews,
  type Written,
} from '@chargebook/http';
import { type CommandEnvelope, newThingId } from '@chargebook/kernel';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { DriverMessage, type DriverRequest } from '../commands/driver.handler';
import { type CardAsked } from '../domain/driver.commands';
import { type CardId, type DriverId } from '../domain/driver.events';
import { type Driver } from '../domain/driver.state';
import { DRIVER_GROUP } from '../projections/driver-list.projection';
import { GetDriver } from '../queries/get-driver.query';
import { ListDrivers } from '../queries/list-drivers.query';
import { AddDriverDto, DriverDto, EditDriverDto, ListDriversDto, renderDriver } from './driver.dto';
import { DRIVER_PROBLEMS } from './driver.problems';
import { RfidCardPipe } from './rfid-card.pipe';

const DETAIL_OF = detailsOf(DRIVER_PROBLEMS);

@ApiTags('Drivers')
@Controller('v1')
@WithPreviews()
export class DriverController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly lists: Lists,
    private readonly cards: RfidCardPipe,
  ) {}

  @Post('accounts/:accountId/drivers')
  @Access({ of: 'account', parameter: 'accountId', roles: ['administrator'] })
  @ApiCreates(DriverDto)
  @ApiProblems(DRIVER_PROBLEMS, ['group-not-found', 'rfid-card-taken'])
  add(
    @Param('accountId') accountId: AccountId,
    @Body() body: AddDriverDto,
    @Envelope() envelope: CommandEnvelope,
  ): Promise<Written<DriverDto>> {
    const request: DriverRequest = {
      type: 'AddDriver',
      id: newThingId(envelope.commandId, 'driver') as DriverId,
      accountId,
      externalId: body.externalId,
      groupIds: (body.groupIds ?? []) as readonly GroupId[],
      rfidCards: (body.rfidCards ?? []).map((number) => this.cards.transform(number)),
    };
    return this.write(new DriverMessage(request, envelope));
  }

  @Get('accounts/:accountId/drivers')
  @Access({ of: 'account', parameter: 'accountId' })
  @ApiShowsList(DriverDto)
  list(
    @Param('accountId') accountId: string,
    @Query() query: ListDriversDto,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<Listed<DriverDto>> {
    const { q, limit } = query;
    return this.lists.answer({
      query,
      atLeast,
      group: DRIVER_GROUP.name,
      boundTo: { list: 'drivers', accountId },
      find: (after) => this.queries.execute(new ListDrivers({ accountId, q, after, limit })),
      render: renderDriver,
    });
  }

  @Get('drivers/:driverId')
  @Access({ of: 'driver', parameter: 'driverId' })
  @ApiShowsOne(DriverDto)
  async one(@Param('driverId') id: string): Promise<HttpAnswer<DriverDto>> {
    const reading = await this.queries.execute(new GetDriver(id));
    if (reading === undefined) throw notFound();
    return answerOne(reading.version, renderDriver(reading.view));
  }

  @Patch('drivers/:driverId')
  @Access({ of: 'driver', parameter: 'driverId', roles: ['administrator'] })
  @ApiChanges(DriverDto)
  @ApiProblems(DRIVER_PROBLEMS, [
    'account-not-found',
    'group-not-found',
    'rfid-card-not-found',
    'rfid-card-taken',
  ])
  edit(
    @Param('driverId') id: DriverId,
    @Body() { externalId, groupIds, rfidCards, blocked, accountId }: EditDriverDto,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<DriverDto>> {
    const request: DriverRequest = {
      type: 'EditDriver',
      id,
      ...(externalId !== undefined && { externalId }),
      ...(groupIds !== undefined && { groupIds: (groupIds ?? []) as readonly GroupId[] }),
      ...(rfidCards !== undefined && { rfidCards: (rfidCards ?? []).map((it) => this.asked(it)) }),
      ...(blocked !== undefined && { isBlocked: blocked }),
      ...(accountId !== undefined && { accountId: accountId as AccountId }),
    };
    return this.write(new DriverMessage(request, envelope));
  }

  @Delete('drivers/:driverId')
  @Access({ of: 'driver', parameter: 'driverId', roles: ['administrator'] })
  @ApiRemoves()
  remove(
    @Param('driverId') id: DriverId,
    @Body() _nothing: NoMembers,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<DriverDto>> {
    return this.write(new DriverMessage({ type: 'RemoveDriver', id }, envelope));
  }

  private asked(card: string | { readonly id: string }): CardAsked {
    if (typeof card === 'string') return { cardId: this.cards.transform(card), isHeld: false };
    return { cardId: card.id as CardId, isHeld: true };
  }

  private async write(message: DriverMessage): Promise<Written<DriverDto>> {
    return answerWrite<Driver, DriverDto>(await this.commands.execute(message), {
      detailOf: DETAIL_OF,
      render: renderDriver,
      location: ({ id }) => `/v1/drivers/${id}`,
    });
  }
}
