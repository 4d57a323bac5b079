import {
  type CommandEffect,
  type CommandEnvelope,
  CommandRunner,
  type Outcome,
  streamNameOf,
} from '@chargebook/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { type AccountCommand } from '../domain/account.commands';
import { accountAggregate } from '../domain/account.decider';
import { type Account, type AccountState } from '../domain/account.state';

/** The context's one message on the command bus. */
export class AccountMessage extends Command<Outcome<Account>> {
  constructor(
    readonly command: AccountCommand,
    readonly envelope: CommandEnvelope,
  ) {
    super();
  }
}

const EFFECTS: Readonly<Record<AccountCommand['type'], CommandEffect>> = {
  AddAccount: 'created',
  EditAccount: 'changed',
};

@CommandHandler(AccountMessage)
export class AccountHandler implements ICommandHandler<AccountMessage> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ command, envelope }: AccountMessage): Promise<Outcome<Account>> {
    const isNew = command.type === 'AddAccount';
    return this.runner.run<AccountCommand, AccountState, Account>({
      aggregate: accountAggregate,
      stream: streamNameOf(accountAggregate.category, command.id),
      command,
      envelope,
      thing: command.id,
      effect: EFFECTS[command.type],
      allowedRoles: ['administrator'],
      // Nobody can be an administrator of an account before there is one.
      ...(isNew && { owner: '*' }),
      answer: ({ state }) => state.account as Account,
    });
  }
}
