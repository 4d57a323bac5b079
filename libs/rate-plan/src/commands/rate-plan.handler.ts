import {
  type CommandEffect,
  type CommandEnvelope,
  CommandRunner,
  type Outcome,
  streamNameOf,
} from '@chargebook/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { type RatePlanCommand } from '../domain/rate-plan.commands';
import { ratePlanAggregate } from '../domain/rate-plan.decider';
import { type RatePlan, type RatePlanState } from '../domain/rate-plan.state';

/** The context's one message on the command bus. */
export class RatePlanMessage extends Command<Outcome<RatePlan>> {
  constructor(
    readonly command: RatePlanCommand,
    readonly envelope: CommandEnvelope,
  ) {
    super();
  }
}

const EFFECTS: Readonly<Record<RatePlanCommand['type'], CommandEffect>> = {
  AddRatePlan: 'created',
  EditRatePlan: 'changed',
  ArchiveRatePlan: 'changed',
};

@CommandHandler(RatePlanMessage)
export class RatePlanHandler implements ICommandHandler<RatePlanMessage> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ command, envelope }: RatePlanMessage): Promise<Outcome<RatePlan>> {
    return this.runner.run<RatePlanCommand, RatePlanState, RatePlan>({
      aggregate: ratePlanAggregate,
      stream: streamNameOf(ratePlanAggregate.category, command.id),
      command,
      envelope,
      thing: command.id,
      effect: EFFECTS[command.type],
      allowedRoles: ['administrator'],
      owner: '*',
      answer: ({ state }) => state.ratePlan as RatePlan,
    });
  }
}
