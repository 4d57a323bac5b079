import { type AccountId } from '@chargebook/account/contracts';
import { type FactsFold } from '@chargebook/kernel';

import { GROUP_CATEGORY, GROUP_SCHEMAS, type GroupEvent } from './domain/group.events';

export { type GroupEvent, type GroupId } from './domain/group.events';

/** What other contexts may know of a group (RULES 2). */
export interface GroupFacts {
  /** False again once it is deleted. */
  doesExist: boolean;
  /** Null: of all accounts. */
  accountId: AccountId | null;
}

type EventOf<Type extends GroupEvent['type']> = Extract<GroupEvent, { type: Type }>;

const evolvers: {
  readonly [Type in GroupEvent['type']]: (draft: GroupFacts, event: EventOf<Type>) => void;
} = {
  GroupAdded: (draft, { data }) => {
    draft.doesExist = true;
    draft.accountId = data.accountId;
  },
  GroupRenamed: () => undefined,
  GroupMoved: (draft, { data }) => {
    draft.accountId = data.accountId;
  },
  GroupDeleted: (draft) => {
    draft.doesExist = false;
  },
};

export const groupFacts: FactsFold<GroupFacts> = {
  category: GROUP_CATEGORY,
  schemas: GROUP_SCHEMAS,
  initial: () => ({ doesExist: false, accountId: null }),
  evolve: (draft, event) => evolvers[event.type as GroupEvent['type']](draft, event as never),
};

/** True when the account may use the group: it is there, and of this account or all (RULES 2). */
export function isGroupOf(accountId: string, facts: Readonly<GroupFacts>): boolean {
  return facts.doesExist && (facts.accountId === null || facts.accountId === accountId);
}
