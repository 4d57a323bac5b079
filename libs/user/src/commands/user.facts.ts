import { type AccountId, isAccountKnown } from '@chargebook/account/contracts';
import { type DetailsFound, type People } from '@chargebook/identity';
import { type CommandEnvelope, type FactsReader, type StreamFolds } from '@chargebook/kernel';

import { isAdministratorOfAll } from '../domain/roles.rules';
import { type AddUser, type EditUserFacts } from '../domain/user.commands';
import { userAggregate } from '../domain/user.decider';
import { type UserId } from '../domain/user.events';
import { type RolesByAccount } from '../domain/user.state';

export interface FactsSources {
  readonly reader: FactsReader;
  readonly folds: StreamFolds;
  readonly people: People;
}

interface Asked {
  readonly id: UserId;
  readonly roles?: RolesByAccount;
  readonly isActive?: boolean;
}

export async function gatherAddUserFacts(
  { reader }: Pick<FactsSources, 'reader'>,
  { roles, envelope }: { readonly roles: RolesByAccount; readonly envelope: CommandEnvelope },
  { isEmailTaken }: DetailsFound,
): Promise<AddUser['facts']> {
  return { unknownAccounts: await unknownAmong(reader, envelope, roles), isEmailTaken };
}

export async function gatherEditUserFacts(
  { reader, folds, people }: FactsSources,
  { asked, envelope }: { readonly asked: Asked; readonly envelope: CommandEnvelope },
  { changed, isEmailTaken }: DetailsFound,
): Promise<EditUserFacts> {
  const { id, roles = {}, isActive } = asked;
  const mayTakeAway = asked.roles !== undefined || isActive === false;
  return {
    unknownAccounts: await unknownAmong(reader, envelope, roles),
    changedDetails: changed,
    isEmailTaken,
    hasOtherAdministrator: !mayTakeAway || (await hasOther(folds, people, id)),
  };
}

async function unknownAmong(
  reader: FactsReader,
  envelope: CommandEnvelope,
  roles: RolesByAccount,
): Promise<readonly string[]> {
  const named = Object.keys(roles).filter((account) => account !== '*');
  const known = await Promise.all(
    named.map((account) => isAccountKnown(reader, envelope, account as AccountId)),
  );
  return named.filter((_account, index) => known[index] !== true);
}

/** An invitation that nobody has taken up yet opens no door: whoever counts can sign in. */
async function hasOther(folds: StreamFolds, people: People, id: UserId): Promise<boolean> {
  const others = (await people.whoCanSignIn()).filter((userId) => userId !== id);
  for (const other of others) {
    const isOne = await folds.readThing(
      userAggregate,
      other,
      ({ state: { user } }) => user !== undefined && isAdministratorOfAll(user),
    );
    if (isOne) return true;
  }
  return false;
}
