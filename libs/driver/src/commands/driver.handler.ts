import {
  type CommandEffect,
  type CommandEnvelope,
  CommandRunner,
  FactsReader,
  type Outcome,
  StreamFolds,
  streamNameOf,
} from '@chargebook/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { type DriverCommand, type RemoveDriver } from '../domain/driver.commands';
import { driverAggregate } from '../domain/driver.decider';
import { type Driver, type DriverState } from '../domain/driver.state';
import { type AddDriverRequest, gatherAddDriverFacts } from './add-driver.facts';
import { type EditDriverRequest, gatherEditDriverFacts } from './edit-driver.facts';

export type DriverRequest = AddDriverRequest | EditDriverRequest | RemoveDriver;

/** The context's one message on the command bus. */
export class DriverMessage extends Command<Outcome<Driver>> {
  constructor(
    readonly request: DriverRequest,
    readonly envelope: CommandEnvelope,
  ) {
    super();
  }
}

const EFFECTS: Readonly<Record<DriverCommand['type'], CommandEffect>> = {
  AddDriver: 'created',
  EditDriver: 'changed',
  RemoveDriver: 'removed',
};

@CommandHandler(DriverMessage)
export class DriverHandler implements ICommandHandler<DriverMessage> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly reader: FactsReader,
    private readonly folds: StreamFolds,
  ) {}

  async execute(message: DriverMessage): Promise<Outcome<Driver>> {
    const { envelope } = message;
    const command = await envelope.deadline.bound(() => this.withFacts(message));
    return this.runner.run<DriverCommand, DriverState, Driver>({
      aggregate: driverAggregate,
      stream: streamNameOf(driverAggregate.category, command.id),
      command,
      envelope,
      thing: command.id,
      effect: EFFECTS[command.type],
      allowedRoles: ['administrator'],
      ...(command.type === 'AddDriver' && { owner: command.accountId }),
      answer: ({ state }) => state.driver as Driver,
    });
  }

  private async withFacts({ request, envelope }: DriverMessage): Promise<DriverCommand> {
    const sources = { reader: this.reader, folds: this.folds };
    switch (request.type) {
      case 'AddDriver':
        return { ...request, facts: await gatherAddDriverFacts(this.reader, request) };
      case 'EditDriver':
        return { ...request, facts: await gatherEditDriverFacts(sources, request, envelope) };
      case 'RemoveDriver':
        return request;
    }
  }
}
