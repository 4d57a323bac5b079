import { type AccountId } from '@chargebook/account/contracts';
import { FIRST_VERSION, withShapes } from '@chargebook/kernel';

import shapes from './event-shapes.json';

export type GroupId = string & { readonly __brand: 'GroupId' };

interface Of {
  readonly groupId: GroupId;
}
/** Null: the group is of all accounts. */
interface OfAccount extends Of {
  readonly accountId: AccountId | null;
}

/** Every event names its group, so that nobody has to take a stream's name apart. */
export type GroupEvent =
  | { readonly type: 'GroupAdded'; readonly data: OfAccount & { readonly name: string } }
  | { readonly type: 'GroupRenamed'; readonly data: Of & { readonly name: string } }
  | { readonly type: 'GroupMoved'; readonly data: OfAccount }
  | { readonly type: 'GroupDeleted'; readonly data: Of };

export const GROUP_CATEGORY = 'group';

export const GROUP_SCHEMAS = withShapes(
  {
    GroupAdded: FIRST_VERSION,
    GroupRenamed: FIRST_VERSION,
    GroupMoved: FIRST_VERSION,
    GroupDeleted: FIRST_VERSION,
  } as const,
  shapes,
);
