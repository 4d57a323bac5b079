import {
  CLAIM_CATEGORY,
  type ClaimRules,
  type ClaimStream,
  type ClaimWish,
  keyedHash,
  streamNameOf,
  thingIdOf,
} from '@chargebook/kernel';

import { type CardId, type DriverEvent, type DriverId } from './driver.events';
import { type DriverState } from './driver.state';

/** The id of the card with that number, the same in whatever case; the key is the book's. */
export function cardIdOf(bookKey: Buffer, number: string): CardId {
  return keyedHash(bookKey, number.toUpperCase()) as CardId;
}

/** A card is one driver's across the operator, and free when he is removed. */
export const rfidCardClaims: ClaimRules<DriverEvent, DriverState> = {
  wishesOf: (event) => {
    if (event.type === 'RfidCardAdded') return [wishFor(event.data, event.pointer ?? '/rfidCards')];
    if (event.type !== 'DriverAdded') return [];
    const { driverId, rfidCards } = event.data;
    return rfidCards.map((cardId, index) => wishFor({ driverId, cardId }, `/rfidCards/${index}`));
  },
  leftBy: (event, { driver }) => {
    if (event.type === 'RfidCardRemoved') return [rfidClaimOf(event.data.cardId)];
    return event.type === 'DriverRemoved' ? (driver?.rfidCards ?? []).map(rfidClaimOf) : [];
  },
  isInUse: ({ driver }, stream) =>
    driver?.rfidCards.some((cardId) => rfidClaimOf(cardId) === stream) ?? false,
};

function wishFor(
  { driverId, cardId }: { readonly driverId: DriverId; readonly cardId: CardId },
  pointer: string,
): ClaimWish {
  const thing = thingIdOf(driverId);
  return { stream: rfidClaimOf(cardId), thing, code: 'rfid-card-taken', pointer };
}

/** Says who holds the card. */
export function rfidClaimOf(cardId: CardId): ClaimStream {
  return streamNameOf(CLAIM_CATEGORY, `rfid-${cardId}`) as ClaimStream;
}
