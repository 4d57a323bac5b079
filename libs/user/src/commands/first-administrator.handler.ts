import { randomUUID } from 'node:crypto';

import { FirstAdministrators, type IssuedLink } from '@chargebook/identity';
import { ANSWER_WITHIN_MS, type CommandEnvelope, Deadline, StreamFolds } from '@chargebook/kernel';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { isAdministratorOfAll } from '../domain/roles.rules';
import { userAggregate } from '../domain/user.decider';
import { type UserId } from '../domain/user.events';
import { UserMessage } from './user.handler';

const EMAIL = 'administrator@localhost';
const NAME = 'Administrator';

/**
 * Sees to it that somebody can get in: makes the first administrator where there is no user, and
 * gives a link to whoever is one and has set no password yet. Undefined where nobody needs one.
 */
export class WelcomeFirstAdministrator extends Command<IssuedLink | undefined> {}

@CommandHandler(WelcomeFirstAdministrator)
export class FirstAdministratorHandler implements ICommandHandler<WelcomeFirstAdministrator> {
  constructor(
    private readonly commands: CommandBus,
    private readonly first: FirstAdministrators,
    private readonly folds: StreamFolds,
  ) {}

  /** Processes that start at once do this one after another. */
  execute(): Promise<IssuedLink | undefined> {
    return this.first.oneAfterAnother(async () => {
      const userId = (await this.first.hasPeople()) ? await this.first.waiting() : await this.add();
      const isNeeded = userId !== undefined && (await this.isInOffice(userId));
      return isNeeded ? this.first.welcome(userId) : undefined;
    });
  }

  private async add(): Promise<string> {
    const id = randomUUID() as UserId;
    const roles = { '*': ['administrator'] } as const;
    const person = { name: NAME, email: EMAIL, isFirstAdministrator: true };
    const message = new UserMessage({ type: 'AddUser', id, roles, ...person }, systemEnvelope());
    const outcome = await this.commands.execute(message);
    if (outcome.kind === 'done') return id;
    throw new Error(`the first administrator was not made: ${outcome.refusal.kind}`);
  }

  private isInOffice(userId: string): Promise<boolean> {
    return this.folds.readThing(
      userAggregate,
      userId,
      ({ state: { user } }) => user !== undefined && isAdministratorOfAll(user),
    );
  }
}

function systemEnvelope(): CommandEnvelope {
  const commandId = randomUUID();
  return {
    commandId,
    fingerprint: '',
    hasKey: false,
    actor: { id: 'system', roles: {} },
    isSystem: true,
    correlationId: commandId,
    causationId: commandId,
    deadline: Deadline.after(ANSWER_WITHIN_MS),
  };
}
