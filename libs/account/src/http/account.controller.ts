import {
  Access,
  answerOne,
  answerWrite,
  ApiChanges,
  ApiCreates,
  ApiShowsList,
  ApiShowsOne,
  type AtLeast,
  CurrentActor,
  CurrentAtLeast,
  detailsOf,
  Envelope,
  type Listed,
  Lists,
  notFound,
  visibleAccounts,
  type HttpAnswer,
  WithPreviews,
  type Written,
} from '@chargebook/http';
import { type Actor, type CommandEnvelope, newThingId } from '@chargebook/kernel';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';

import { AccountMessage } from '../commands/account.handler';
import { type AccountCommand } from '../domain/account.commands';
import { type AccountId } from '../domain/account.events';
import { type Account } from '../domain/account.state';
import { ACCOUNT_GROUP } from '../projections/account-list.projection';
import { GetAccount } from '../queries/get-account.query';
import { ListAccounts } from '../queries/list-accounts.query';
import {
  AccountDto,
  AddAccountDto,
  EditAccountDto,
  ListAccountsDto,
  renderAccount,
} from './account.dto';
import { ACCOUNT_PROBLEMS } from './account.problems';

const DETAIL_OF = detailsOf(ACCOUNT_PROBLEMS);

@ApiTags('Accounts')
@Controller('v1/accounts')
@WithPreviews()
export class AccountController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly lists: Lists,
  ) {}

  @Post()
  @Access({ of: '*', roles: ['administrator'] })
  @ApiCreates(AccountDto)
  add(
    @Body() { name, paymentIntegrations }: AddAccountDto,
    @Envelope() envelope: CommandEnvelope,
  ): Promise<Written<AccountDto>> {
    const command: AccountCommand = {
      type: 'AddAccount',
      id: newThingId(envelope.commandId, 'account') as AccountId,
      name,
      paymentIntegrations: paymentIntegrations ?? [],
    };
    return this.write(new AccountMessage(command, envelope));
  }

  @Get()
  @Access({ of: 'any' })
  @ApiShowsList(AccountDto)
  list(
    @Query() query: ListAccountsDto,
    @CurrentActor() actor: Actor,
    @CurrentAtLeast() atLeast: AtLeast,
  ): Promise<Listed<AccountDto>> {
    const { q, limit } = query;
    const visible = visibleAccounts(actor);
    return this.lists.answer({
      query,
      atLeast,
      group: ACCOUNT_GROUP.name,
      boundTo: { list: 'accounts', visible },
      find: (after) => this.queries.execute(new ListAccounts({ visible, q, after, limit })),
      render: renderAccount,
    });
  }

  @Get(':accountId')
  @Access({ of: 'account', parameter: 'accountId' })
  @ApiShowsOne(AccountDto)
  async one(@Param('accountId') id: string): Promise<HttpAnswer<AccountDto>> {
    const reading = await this.queries.execute(new GetAccount(id));
    if (reading === undefined) throw notFound();
    return answerOne(reading.version, renderAccount(reading.view));
  }

  @Patch(':accountId')
  @Access({ of: 'account', parameter: 'accountId', roles: ['administrator'] })
  @ApiChanges(AccountDto)
  edit(
    @Param('accountId') id: AccountId,
    @Body() { name, paymentIntegrations }: EditAccountDto,
    @Envelope({ wantsVersion: true }) envelope: CommandEnvelope,
  ): Promise<Written<AccountDto>> {
    const command: AccountCommand = {
      type: 'EditAccount',
      id,
      ...(name !== undefined && { name }),
      ...(paymentIntegrations !== undefined && { paymentIntegrations: paymentIntegrations ?? [] }),
    };
    return this.write(new AccountMessage(command, envelope));
  }

  private async write(message: AccountMessage): Promise<Written<AccountDto>> {
    return answerWrite<Account, AccountDto>(await this.commands.execute(message), {
      detailOf: DETAIL_OF,
      render: renderAccount,
      location: ({ id }) => `/v1/accounts/${id}`,
    });
  }
}
