import {
  type CommandEffect,
  type CommandEnvelope,
  CommandRunner,
  FactsReader,
  type Outcome,
  streamNameOf,
} from '@chargebook/kernel';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import { type AddGroup, type DeleteGroup, type GroupCommand } from '../domain/group.commands';
import { groupAggregate, unknownAccount } from '../domain/group.decider';
import { type Group, type GroupState } from '../domain/group.state';
import { type EditGroupRequest, gatherEditGroupFacts } from './edit-group.facts';

export type GroupRequest = AddGroup | EditGroupRequest | DeleteGroup;

/** The context's one message on the command bus. */
export class GroupMessage extends Command<Outcome<Group>> {
  constructor(
    readonly request: GroupRequest,
    readonly envelope: CommandEnvelope,
  ) {
    super();
  }
}

const EFFECTS: Readonly<Record<GroupCommand['type'], CommandEffect>> = {
  AddGroup: 'created',
  EditGroup: 'changed',
  DeleteGroup: 'removed',
};

@CommandHandler(GroupMessage)
export class GroupHandler implements ICommandHandler<GroupMessage> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly reader: FactsReader,
  ) {}

  async execute({ request, envelope }: GroupMessage): Promise<Outcome<Group>> {
    if (request.type === 'DeleteGroup') return this.run(request, envelope);
    const gathering = () => gatherEditGroupFacts(this.reader, request, envelope);
    const facts = await envelope.deadline.bound(gathering);
    if (request.type === 'EditGroup') return this.run({ ...request, facts }, envelope);
    if (facts.isAccountKnown) return this.run(request, envelope);
    const rejections = [unknownAccount(request.accountId)];
    return { kind: 'refused', refusal: { kind: 'rules', rejections } };
  }

  private run(command: GroupCommand, envelope: CommandEnvelope): Promise<Outcome<Group>> {
    return this.runner.run<GroupCommand, GroupState, Group>({
      aggregate: groupAggregate,
      stream: streamNameOf(groupAggregate.category, command.id),
      command,
      envelope,
      thing: command.id,
      effect: EFFECTS[command.type],
      allowedRoles: ['administrator'],
      ...(command.type === 'AddGroup' && { owner: command.accountId ?? '*' }),
      answer: ({ state }) => state.group as Group,
    });
  }
}
