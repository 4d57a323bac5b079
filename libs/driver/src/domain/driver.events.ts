import { type AccountId } from '@chargebook/account/contracts';
import { type GroupId } from '@chargebook/group/contracts';
import { FIRST_VERSION, withShapes } from '@chargebook/kernel';

import shapes from './event-shapes.json';

export type DriverId = string & { readonly __brand: 'DriverId' };

/** The keyed hash of a card's number, in hexadecimal: all that the book knows of a card. */
export type CardId = string & { readonly __brand: 'CardId' };

interface Of {
  readonly driverId: DriverId;
}

/** Every event names its driver, by no name of a person: neither here nor in a stream's name. */
export type DriverEvent =
  | {
      readonly type: 'DriverAdded';
      readonly data: Of & {
        readonly accountId: AccountId;
        /** The operator's own pseudonymous key. */
        readonly externalId: string;
        readonly groupIds: readonly GroupId[];
        readonly rfidCards: readonly CardId[];
      };
    }
  | {
      readonly type: 'DriverExternalIdChanged';
      readonly data: Of & { readonly externalId: string };
    }
  | {
      readonly type: 'DriverGroupsChanged';
      readonly data: Of & { readonly groupIds: readonly GroupId[] };
    }
  | {
      readonly type: 'RfidCardAdded';
      readonly data: Of & { readonly cardId: CardId };
      /** Where the request asks for it, for the refusal when the card is taken; never stored. */
      readonly pointer?: string;
    }
  | { readonly type: 'RfidCardRemoved'; readonly data: Of & { readonly cardId: CardId } }
  | { readonly type: 'DriverBlocked'; readonly data: Of }
  | { readonly type: 'DriverUnblocked'; readonly data: Of }
  | { readonly type: 'DriverMoved'; readonly data: Of & { readonly accountId: AccountId } }
  | { readonly type: 'DriverRemoved'; readonly data: Of };

export const DRIVER_CATEGORY = 'driver';

export const DRIVER_SCHEMAS = withShapes(
  {
    DriverAdded: FIRST_VERSION,
    DriverExternalIdChanged: FIRST_VERSION,
    DriverGroupsChanged: FIRST_VERSION,
    RfidCardAdded: FIRST_VERSION,
    RfidCardRemoved: FIRST_VERSION,
    DriverBlocked: FIRST_VERSION,
    DriverUnblocked: FIRST_VERSION,
    DriverMoved: FIRST_VERSION,
    DriverRemoved: FIRST_VERSION,
  } as const,
  shapes,
);
