import { type AccountId } from '@chargebook/account/contracts';
import { type GroupId } from '@chargebook/group/contracts';
import { type Stamps } from '@chargebook/kernel';

import { type CardId, type DriverId } from './driver.events';

export interface Driver extends Stamps {
  readonly id: DriverId;
  readonly accountId: AccountId;
  readonly externalId: string;
  readonly groupIds: readonly GroupId[];
  readonly rfidCards: readonly CardId[];
  readonly isBlocked: boolean;
  readonly isRemoved: boolean;
}

export interface DriverState {
  driver: Driver | undefined;
}
