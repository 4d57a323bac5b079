import { type AccountId } from '@chargebook/account/contracts';
import {
  Access,
  AccountResolvers,
  answerOne,
  answerWrite,
  ApiChanges,
  ApiCreates,
  ApiProblems,
  ApiRemoves,
  ApiShowsList,
  ApiShowsOne,
  type AtLeast,
  CurrentActor,
  CurrentAtLeast,
  detailsOf,
  Envelope,
  type Listed,
  Lists,
  NoMembers,
  notFound,
  visibleAccountOf,
  visibleAccounts,
  type HttpAnswer,
  WithPreviews,
  type Written,
} from '@chargebook/http';
import { type Actor, type CommandEnvelope, newThingId } from '@chargebook/kernel';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { GroupMessage, type GroupRequest } from '../commands/group.handler';
import { type GroupId } from '../domain/group.events';
import { type Group } from '../domain/group.state';
import { GROUP_GROUP } from '../projections/group-list.projection';
import { GetGroup } from '../queries/get-group.query';
import { ListGroups } from '../queries/list-groups.query';
import { AddGroupDto, EditGroupDto, GroupDto, ListGroupsDto, renderGroup } from './group.dto';
import { GROUP_PROBLEMS } from './group.problems';

const DETAIL_OF = detailsOf(GROUP_PROBLEMS);

@ApiTags('Groups')
@Controller('v1/groups')
@WithPreviews()
export class GroupController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly lists: Lists,
    private readonly resolvers: AccountResolvers,
  ) {}

  /** Whose roles count is in the body: the account's, or without one those of all accounts. */
  @Post()
  @Access({ of: 'any' })
  @ApiCreates(GroupDto)
  @ApiProblems(GROUP_PROBLEMS, ['account-not-found'])
  add(
    @Body() { name, accountId }: AddGroupDto,
    @Envelope() envelope: CommandEnvelope,
  ): Promise<Written<GroupDto>> {
    const request: GroupRequest = {
      type: 'AddGroup',
      id: newThingId(envelope.commandId, 'group') as GroupId,
      name,
      accountId: (accountId ?? null) as AccountId | null,
    };
    return this.write(new GroupMessage(request, envelope));
  }

  @Get()
  @Access({ of: 'any' })
  @ApiShowsList(GroupDto)
  async list(
    @Query() query: ListGroupsDto,
    @CurrentActor() actor: Actor,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<Listed<GroupDto>> {
    const { q, limit } = query;
    const accounts = await this.accountsShown(actor, query.accountId);
    return this.lists.answer({
      query,
      atLeast,
      group: GROUP_GROUP.name,
      boundTo: { list: 'groups', accounts },
      find: (after) => this.queries.execute(new ListGroups({ accounts, q, after, limit })),
      render: renderGroup,
    });
  }

  @Get(':groupId')
  @Access({ of: 'group', parameter: 'groupId' })
  @ApiShowsOne(GroupDto)
  async one(@Param('groupId') id: string): Promise<HttpAnswer<GroupDto>> {
    const reading = await this.queries.execute(new GetGroup(id));
    if (reading === undefined) throw notFound();
    return answerOne(reading.version, renderGroup(reading.view));
  }

  @Patch(':groupId')
  @Access({ of: 'group', parameter: 'groupId', roles: ['administrator'] })
  @ApiChanges(GroupDto)
  @ApiProblems(GROUP_PROBLEMS, ['account-not-found'])
  edit(
    @Param('groupId') id: GroupId,
    @Body() { name, accountId }: EditGroupDto,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<GroupDto>> {
    const request: GroupRequest = {
      type: 'EditGroup',
      id,
      ...(name !== undefined && { name }),
      ...(accountId !== undefined && { accountId: accountId as AccountId | null }),
    };
    return this.write(new GroupMessage(request, envelope));
  }

  @Delete(':groupId')
  @Access({ of: 'group', parameter: 'groupId', roles: ['administrator'] })
  @ApiRemoves()
  remove(
    @Param('groupId') id: GroupId,
    @Body() _nothing: NoMembers,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<GroupDto>> {
    return this.write(new GroupMessage({ type: 'DeleteGroup', id }, envelope));
  }

  /** The account that is asked for, if the actor may see it; else all that he may. */
  private async accountsShown(
    actor: Actor,
    accountId: string | undefined,
  ): Promise<readonly string[] | '*'> {
    if (accountId === undefined) return visibleAccounts(actor);
    return [await visibleAccountOf(this.resolvers, actor, { kind: 'account', id: accountId })];
  }

  private async write(message: GroupMessage): Promise<Written<GroupDto>> {
    return answerWrite<Group, GroupDto>(await this.commands.execute(message), {
      detailOf: DETAIL_OF,
      render: renderGroup,
      location: ({ id }) => `/v1/groups/${id}`,
    });
  }
}
