import {
  Access,
  answerOne,
  answerWrite,
  ApiChanges,
  ApiCreates,
  ApiProblems,
  ApiShowsList,
  ApiShowsOne,
  type AtLeast,
  CurrentActor,
  CurrentAtLeast,
  detailsOf,
  Envelope,
  HttpAnswer,
  type Listed,
  Lists,
  notFound,
  requireRole,
  shownAccounts,
  WithPreviews,
  WRITES,
  type Written,
} from '@chargebook/http';
import { WelcomeLinks } from '@chargebook/identity';
import {
  type Actor,
  type CommandEnvelope,
  newThingId,
  rolesIn,
  type Warning,
} from '@chargebook/kernel';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Req,
  SetMetadata,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';

import { type NamedUser, UserMessage, type UserRequest } from '../commands/user.handler';
import { administeredAccounts } from '../domain/administrators.rules';
import { type UserId } from '../domain/user.events';
import { USER_GROUP } from '../projections/user-list.projection';
import { GetUser } from '../queries/get-user.query';
import { ListUsers } from '../queries/list-users.query';
import {
  AddUserDto,
  EditUserDto,
  InvitationDto,
  InvitedUserDto,
  InviteUserDto,
  ListUsersDto,
  renderUser,
  UserDto,
} from './user.dto';
import { USER_PROBLEMS } from './user.problems';

const DETAIL_OF = detailsOf(USER_PROBLEMS);
const ADMINISTRATORS = { of: 'user', parameter: 'userId', roles: ['administrator'] } as const;

@ApiTags('Users')
@Controller('v1/users')
@WithPreviews()
export class UserController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly lists: Lists,
    private readonly welcome: WelcomeLinks,
  ) {}

  /** Whose roles count is in the body: one must administer each account that is named there. */
  @Post()
  @Access({ of: 'any' })
  @ApiCreates(InvitedUserDto)
  @ApiProblems(USER_PROBLEMS, ['account-not-found', 'email-taken'])
  async add(
    @Body() { name, email, roles }: AddUserDto,
    @Envelope() envelope: CommandEnvelope,
    @Req() request: FastifyRequest,
  ): Promise<Written<InvitedUserDto>> {
    const userId = newThingId(envelope.commandId, 'user');
    const command = { type: 'AddUser', id: userId as UserId, name, email, roles } as const;
    const written = await this.write(command, envelope);
    // Who only asks gets no link, for there is nobody whom it could let in.
    if (envelope.isPreview) return written as Written<InvitedUserDto>;
    const { body, headers, status } = written as HttpAnswer<UserDto & Warned>;
    const linkId = newThingId(envelope.commandId, 'link');
    const invitation = await this.welcome.invite({ userId, linkId }, request);
    return new HttpAnswer({ ...body, invitation }, headers, status);
  }

  /** The users of the accounts that one administers. */
  @Get()
  @Access({ of: 'any' })
  @ApiShowsList(UserDto)
  list(
    @Query() query: ListUsersDto,
    @CurrentActor() actor: Actor,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<Listed<UserDto>> {
    const { q, limit, accountId } = query;
    const administered = administeredAccounts(actor);
    const accounts = accountId === undefined ? administered : shownAccounts(actor, accountId);
    requireRole(rolesAt(actor, accountId), ['administrator']);
    return this.lists.answer({
      query,
      atLeast,
      group: USER_GROUP.name,
      boundTo: { list: 'users', accounts },
      find: (after) => this.queries.execute(new ListUsers({ accounts, q, after, limit })),
      render: (user) => renderUser(user, administered),
    });
  }

  @Get(':userId')
  @Access(ADMINISTRATORS)
  @ApiShowsOne(UserDto)
  async one(
    @Param('userId') id: string,
    @CurrentActor() actor: Actor,
  ): Promise<HttpAnswer<UserDto>> {
    const reading = await this.queries.execute(new GetUser(id));
    if (reading === undefined) throw notFound();
    return answerOne(reading.version, renderUser(reading.view, administeredAccounts(actor)));
  }

  @Patch(':userId')
  @Access(ADMINISTRATORS)
  @ApiChanges(UserDto)
  @ApiProblems(USER_PROBLEMS, ['account-not-found', 'last-administrator', 'email-taken'])
  edit(
    @Param('userId') id: UserId,
    @Body() { name, email, roles, active }: EditUserDto,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<UserDto>> {
    const request: UserRequest = {
      type: 'EditUser',
      id,
      ...(name !== undefined && { name }),
      ...(email !== undefined && { email }),
      ...(roles !== undefined && { roles }),
      ...(active !== undefined && { isActive: active }),
    };
    return this.write(request, envelope);
  }

  /** A new link to set a password; the one before is void. */
  @Post(':userId/invitation')
  @HttpCode(200)
  @Access(ADMINISTRATORS)
  @ApiParam({ name: 'userId', schema: { type: 'string' } })
  @ApiOkResponse({ type: InvitationDto })
  @SetMetadata(WRITES, UserDto)
  @ApiProblems(USER_PROBLEMS, ['user-inactive'])
  async invite(
    @Body() _reason: InviteUserDto,
    @Envelope() envelope: CommandEnvelope,
    @Req() request: FastifyRequest,
  ): Promise<HttpAnswer<InvitationDto> | Written<UserDto>> {
    const { userId } = request.params as { readonly userId: UserId };
    const linkId = newThingId(envelope.commandId, 'link');
    const written = await this.write({ type: 'InviteUser', id: userId, linkId }, envelope);
    if (envelope.isPreview) return written;
    const { headers } = written;
    return new HttpAnswer(await this.welcome.invite({ userId, linkId }, request), headers);
  }

  private async write(request: UserRequest, envelope: CommandEnvelope): Promise<Written<UserDto>> {
    const outcome = await this.commands.execute(new UserMessage(request, envelope));
    return answerWrite<NamedUser, UserDto>(outcome, {
      detailOf: DETAIL_OF,
      render: (user) => renderUser(user, administeredAccounts(envelope.actor)),
      location: ({ id }) => `/v1/users/${id}`,
    });
  }
}

interface Warned {
  readonly warnings: readonly Warning[];
}

/** Without an account to look at, administering any will do. */
function rolesAt(actor: Actor, accountId: string | undefined) {
  const everywhere = Object.values(actor.roles).flat();
  return accountId === undefined ? everywhere : rolesIn(actor, accountId);
}
