import { type AccountId } from '@chargebook/account/contracts';
import { type FactsFold } from '@chargebook/kernel';

import {
  type CardId,
  DRIVER_CATEGORY,
  DRIVER_SCHEMAS,
  type DriverEvent,
} from './domain/driver.events';

export { type CardId, type DriverEvent, type DriverId } from './domain/driver.events';
export { cardIdOf, rfidClaimOf } from './domain/rfid-card.claims';

/** What other contexts may know of a driver (RULES 2). */
export interface DriverFacts {
  /** False again once he is removed. */
  doesExist: boolean;
  /** Null before there is such a driver. */
  accountId: AccountId | null;
  isBlocked: boolean;
  /** Those that were deleted or moved since are still among them. */
  groupIds: readonly string[];
  rfidCards: readonly CardId[];
}

type EventOf<Type extends DriverEvent['type']> = Extract<DriverEvent, { type: Type }>;

const evolvers: {
  readonly [Type in DriverEvent['type']]: (draft: DriverFacts, event: EventOf<Type>) => void;
} = {
  DriverAdded: (draft, { data }) => {
    draft.doesExist = true;
    draft.accountId = data.accountId;
    draft.groupIds = data.groupIds;
    draft.rfidCards = data.rfidCards;
  },
  DriverExternalIdChanged: () => undefined,
  DriverGroupsChanged: (draft, { data }) => {
    draft.groupIds = data.groupIds;
  },
  RfidCardAdded: (draft, { data }) => {
    draft.rfidCards = [...draft.rfidCards, data.cardId];
  },
  RfidCardRemoved: (draft, { data }) => {
    draft.rfidCards = draft.rfidCards.filter((cardId) => cardId !== data.cardId);
  },
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
  initial: () => ({
    doesExist: false,
    accountId: null,
    isBlocked: false,
    groupIds: [],
    rfidCards: [],
  }),
  evolve: (draft, event) => evolvers[event.type as DriverEvent['type']](draft, event as never),
};
