import { type AccountId } from '@chargebook/account/contracts';
import { deciderKit } from '@chargebook/kernel/testing';

import { driverAggregate } from './driver.decider';
import { type CardId, type DriverEvent, type DriverId } from './driver.events';
import { rfidCardClaims } from './rfid-card.claims';

const driverId = 'dana' as DriverId;
const blue = 'blue' as CardId;
const red = 'red' as CardId;
const { given } = deciderKit(driverAggregate.decider);

const added: DriverEvent = {
  type: 'DriverAdded',
  data: {
    driverId,
    accountId: 'rivertown' as AccountId,
    externalId: 'EMP-1',
    groupIds: [],
    rfidCards: [blue, red],
  },
};
const removed: DriverEvent = { type: 'DriverRemoved', data: { driverId } };
const redRemoved: DriverEvent = { type: 'RfidCardRemoved', data: { driverId, cardId: red } };

describe('the claims on RFID cards', () => {
  it('are wished for by whoever gets a card, each with its place in the request', () => {
    const wish = { thing: driverId, code: 'rfid-card-taken' };
    expect(rfidCardClaims.wishesOf(added)).toEqual([
      { ...wish, stream: 'claim-rfid-blue', pointer: '/rfidCards/0' },
      { ...wish, stream: 'claim-rfid-red', pointer: '/rfidCards/1' },
    ]);
    const data = { driverId, cardId: red };
    const pointer = '/rfidCards/4';
    expect(rfidCardClaims.wishesOf({ type: 'RfidCardAdded', data, pointer })).toEqual([
      { ...wish, stream: 'claim-rfid-red', pointer },
    ]);
    expect(rfidCardClaims.wishesOf(removed)).toEqual([]);
  });

  it('are let go with the card, and all of them with the driver', () => {
    const { state } = given(added);
    expect(rfidCardClaims.leftBy(redRemoved, state)).toEqual(['claim-rfid-red']);
    expect(rfidCardClaims.leftBy(removed, state)).toEqual(['claim-rfid-blue', 'claim-rfid-red']);
    expect(rfidCardClaims.leftBy(added, state)).toEqual([]);
  });

  it('are in use while the driver has the card', () => {
    const [onBlue, onRed] = rfidCardClaims.wishesOf(added).map(({ stream }) => stream);
    if (onBlue === undefined || onRed === undefined) throw new Error('there are two wishes');
    const withoutRed = given(added, redRemoved).state;
    expect(rfidCardClaims.isInUse(withoutRed, onBlue)).toBe(true);
    expect(rfidCardClaims.isInUse(withoutRed, onRed)).toBe(false);
    expect(rfidCardClaims.isInUse(given(added, removed).state, onBlue)).toBe(false);
  });
});
