import { People, PersonDetails } from '@chargebook/identity';
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

import { administeredAccounts, isAdministrator } from '../domain/administrators.rules';
import { accountsOf } from '../domain/roles.rules';
import { type InviteUser, type UserCommand } from '../domain/user.commands';
import { userAggregate } from '../domain/user.decider';
import { type UserId } from '../domain/user.events';
import { type RolesByAccount, type User, type UserState } from '../domain/user.state';
import { gatherAddUserFacts, gatherEditUserFacts } from './user.facts';

/** A user with who he is. */
export interface NamedUser extends User {
  readonly name: string | null;
  readonly email: string | null;
}

/** Commands as they come from the edge, with what is kept outside the log. */
interface AddUserRequest {
  readonly type: 'AddUser';
  readonly id: UserId;
  readonly name: string;
  readonly email: string;
  readonly roles: RolesByAccount;
  readonly isFirstAdministrator?: boolean;
}
interface EditUserRequest {
  readonly type: 'EditUser';
  readonly id: UserId;
  readonly name?: string;
  readonly email?: string;
  readonly roles?: RolesByAccount;
  readonly isActive?: boolean;
}
export type UserRequest = AddUserRequest | EditUserRequest | InviteUser;

/** The context's one message on the command bus. */
export class UserMessage extends Command<Outcome<NamedUser>> {
  constructor(
    readonly request: UserRequest,
    readonly envelope: CommandEnvelope,
  ) {
    super();
  }
}

const EFFECTS: Readonly<Record<UserCommand['type'], CommandEffect>> = {
  AddUser: 'created',
  EditUser: 'changed',
  InviteUser: 'changed',
};

@CommandHandler(UserMessage)
export class UserHandler implements ICommandHandler<UserMessage> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly reader: FactsReader,
    private readonly folds: StreamFolds,
    private readonly people: People,
    private readonly details: PersonDetails,
  ) {}

  async execute({ request, envelope }: UserMessage): Promise<Outcome<NamedUser>> {
    const outcome = await this.decide(request, envelope);
    if (outcome.kind === 'refused') return outcome;
    const { answer, preview } = outcome;
    const person = await this.people.one(request.id);
    if (preview !== undefined) {
      const wished = { ...person, ...namesIn(request) };
      const before = { before: named(preview.before, person) };
      return { ...outcome, answer: named(answer, wished), preview: before };
    }
    if (answer?.isActive === false) await this.people.shutOut(request.id);
    const { preview: _none, ...done } = outcome;
    return { ...done, answer: named(answer, person) };
  }

  private async decide(request: UserRequest, envelope: CommandEnvelope): Promise<Outcome<User>> {
    if (request.type === 'InviteUser') return this.run(request, envelope);
    return this.details.beside<Outcome<User>>({
      wish: { ...request, userId: request.id },
      decide: async (found) => {
        const sources = { reader: this.reader, folds: this.folds, people: this.people };
        if (request.type === 'AddUser') {
          const { id, roles, type } = request;
          const facts = await gatherAddUserFacts(sources, { roles, envelope }, found);
          return this.run({ type, id, roles, facts }, envelope);
        }
        const facts = await gatherEditUserFacts(sources, { asked: request, envelope }, found);
        const shownAccounts = administeredAccounts(envelope.actor);
        return this.run({ ...request, shownAccounts, facts }, envelope);
      },
      versionOf: (outcome) => {
        const isWritten = outcome.kind === 'done' && outcome.preview === undefined;
        return isWritten ? outcome.answer?.detailsVersion : undefined;
      },
    });
  }

  private async run(command: UserCommand, envelope: CommandEnvelope): Promise<Outcome<User>> {
    const accounts = await this.accountsConcerned(command);
    return this.runner.run<UserCommand, UserState, User>({
      aggregate: userAggregate,
      stream: streamNameOf(userAggregate.category, command.id),
      command,
      envelope,
      thing: command.id,
      effect: EFFECTS[command.type],
      allowedRoles: ['administrator'],
      owner: accounts.find((account) => isAdministrator(envelope.actor, account)) ?? '*',
      answer: ({ state }) => state.user as User,
    });
  }

  private async accountsConcerned(command: UserCommand): Promise<readonly string[]> {
    if (command.type === 'AddUser') return accountsOf(command);
    return this.folds.readThing(userAggregate, command.id, ({ state: { user } }) =>
      user === undefined ? [] : accountsOf(user),
    );
  }
}

type Names = Partial<Pick<NamedUser, 'name' | 'email'>>;

/** What the command asks for of what is kept outside the log. */
function namesIn(request: UserRequest): Names {
  if (request.type === 'InviteUser') return {};
  const { name, email } = request;
  return { ...(name !== undefined && { name }), ...(email !== undefined && { email }) };
}

function named(user: User | undefined, names: Names | undefined): NamedUser | undefined {
  const { name = null, email = null } = names ?? {};
  return user && { ...user, name, email };
}
