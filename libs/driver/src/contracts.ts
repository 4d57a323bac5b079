import { type AccountId } from '@chargebook/account/contracts';
import { type FactsFold } from '@chargebook/kernel';

import { DRIVER_CATEGORY, DRIVER_SCHEMAS, type DriverEvent } from './domain/driver.events';

export { type DriverEvent, type DriverId } from './domain/driver.events';

/** What other contexts may know of a driver (RULES 2). */
export interface DriverFacts {
  /** False again once he is removed. */
  doesExist: boolean;
  /** Null before there is such a driver. */
  accountId: AccountId | null;
  isBlocked: boolean;
}

type EventOf<Type extends DriverEvent['type']> = Extract<DriverEvent, { type: Type }>;

const evolvers: {
  readonly [Type in DriverEvent['type']]: (draft: DriverFacts, event: EventOf<Type>) => void;
} = {
  DriverAdded: (draft, { data }) => {
    draft.doesExist = true;
    draft.accountId = data.accountId;
  },
  DriverExternalIdChanged: () => undefined,
  DriverGroupsChanged: () => undefined,
  RfidCardAdded: () => undefined,
  RfidCardRemoved: () => undefined,
  DriverBlocked: (draft) => {
    draft.isBlocked = true;
  },
  DriverUnblocked: (draft) => {
    draft.isBlocked = false;
  },
  DriverMoved: (draft, { data }) => {
    draft.accountId = data.accountId;
  },
  DriverRemoved: (draft) => {
    draft.doesExist = false;
  },
};

export const driverFacts: FactsFold<DriverFacts> = {
  category: DRIVER_CATEGORY,
  schemas: DRIVER_SCHEMAS,
  initial: () => ({ doesExist: false, accountId: null, isBlocked: false }),
  evolve: (draft, event) => evolvers[event.type as DriverEvent['type']](draft, event as never),
};
