import { type Fields } from '@chargebook/kernel';

import { type Driver } from './driver.state';

export const DRIVER_FIELDS: readonly string[] = [
  'accountId',
  'externalId',
  'groupIds',
  'rfidCards',
  'blocked',
];

/** A driver as he is written; a removed one is not there. */
export function driverFields(driver: Driver | undefined): Fields | undefined {
  if (driver === undefined || driver.isRemoved) return undefined;
  const { accountId, externalId, groupIds, rfidCards, isBlocked } = driver;
  const cards = rfidCards.map((id) => ({ id }));
  return { accountId, externalId, groupIds, rfidCards: cards, blocked: isBlocked };
}
