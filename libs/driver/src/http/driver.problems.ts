import { type RejectionProblems, unknownReference } from '@chargebook/http';

import { type DriverRejection } from '../domain/driver.rules';

export const DRIVER_PROBLEMS: RejectionProblems<DriverRejection> = {
  'account-not-found': unknownReference({ name: 'account', member: 'accountId' }),
  'group-not-found': unknownReference({ name: 'group', member: 'groupId' }),
  'rfid-card-not-found': {
    status: 422,
    title: 'The driver does not hold this card',
    explanation:
      'An {id} in rfidCards names a card that the driver has already. Send the number of a card ' +
      'that is new to the driver.',
    detail: ({ cardId }) => `The driver holds no card ${cardId}.`,
  },
  'rfid-card-taken': {
    status: 409,
    title: 'The card is taken',
    explanation:
      'An RFID card belongs to one driver across the operator. It is free again when it is taken ' +
      'from that driver, or when the driver is removed.',
    detail: () => 'This RFID card belongs to another driver.',
  },
};
