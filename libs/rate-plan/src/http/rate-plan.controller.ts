import {
  Access,
  answerOne,
  answerWrite,
  ApiChanges,
  ApiCreates,
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
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { RatePlanMessage } from '../commands/rate-plan.handler';
import { type RatePlanCommand } from '../domain/rate-plan.commands';
import { type RatePlanId } from '../domain/rate-plan.events';
import { type RatePlan } from '../domain/rate-plan.state';
import { RATE_PLAN_GROUP } from '../projections/rate-plan-list.projection';
import { GetRatePlan } from '../queries/get-rate-plan.query';
import { ListRatePlans } from '../queries/list-rate-plans.query';
import {
  AddRatePlanDto,
  EditRatePlanDto,
  ListRatePlansDto,
  RatePlanDto,
  renderRatePlan,
} from './rate-plan.dto';
import { RATE_PLAN_PROBLEMS } from './rate-plan.problems';

const DETAIL_OF = detailsOf(RATE_PLAN_PROBLEMS);
const WRITERS = { of: '*', roles: ['administrator'] } as const;

@ApiTags('Rate plans')
@Controller('v1/rate-plans')
@WithPreviews()
export class RatePlanController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly lists: Lists,
  ) {}

  @Post()
  @Access(WRITERS)
  @ApiCreates(RatePlanDto)
  add(
    @Body() body: AddRatePlanDto,
    @Envelope() envelope: CommandEnvelope,
  ): Promise<Written<RatePlanDto>> {
    const id = newThingId(envelope.commandId, 'ratePlan') as RatePlanId;
    const { name, description } = body;
    const command = { type: 'AddRatePlan', id, name, description: description || null } as const;
    return this.write(new RatePlanMessage(command, envelope));
  }

  @Get()
  @Access({ of: 'any' })
  @ApiShowsList(RatePlanDto)
  list(
    @Query() query: ListRatePlansDto,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<Listed<RatePlanDto>> {
    const { q, limit } = query;
    return this.lists.answer({
      query,
      atLeast,
      group: RATE_PLAN_GROUP.name,
      boundTo: { list: 'rate-plans' },
      find: (after) => this.queries.execute(new ListRatePlans({ q, after, limit })),
      render: renderRatePlan,
    });
  }

  @Get(':id')
  @Access({ of: 'ratePlan', parameter: 'id' })
  @ApiShowsOne(RatePlanDto)
  async one(@Param('id') id: string): Promise<HttpAnswer<RatePlanDto>> {
    const reading = await this.queries.execute(new GetRatePlan(id));
    if (reading === undefined) throw notFound();
    return answerOne(reading.version, renderRatePlan(reading.view));
  }

  @Patch(':id')
  @Access({ of: 'ratePlan', parameter: 'id', roles: ['administrator'] })
  @ApiChanges(RatePlanDto)
  edit(
    @Param('id') id: RatePlanId,
    @Body() { name, description }: EditRatePlanDto,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<RatePlanDto>> {
    const command: RatePlanCommand = {
      type: 'EditRatePlan',
      id,
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description: description || null }),
    };
    return this.write(new RatePlanMessage(command, envelope));
  }

  @Post(':id/archive')
  @HttpCode(200)
  @Access({ of: 'ratePlan', parameter: 'id', roles: ['administrator'] })
  @ApiChanges(RatePlanDto)
  archive(
    @Param('id') id: RatePlanId,
    @Body() _nothing: NoMembers,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<RatePlanDto>> {
    return this.write(new RatePlanMessage({ type: 'ArchiveRatePlan', id }, envelope));
  }

  private async write(message: RatePlanMessage): Promise<Written<RatePlanDto>> {
    return answerWrite<RatePlan, RatePlanDto>(await this.commands.execute(message), {
      detailOf: DETAIL_OF,
      render: renderRatePlan,
      location: ({ id }) => `/v1/rate-plans/${id}`,
    });
  }
}
