/** Texts of the drivers of an account. */
export const DRIVER_TEXTS = {
  title: 'Drivers',
  search: 'Search drivers',
  caption: 'Drivers of the account',
  add: 'Add driver',
  noRole: 'You may look at drivers, not change them: that needs the role administrator.',
  columns: {
    externalId: 'External id',
    groups: 'Groups',
    cards: 'RFID cards',
    status: 'Status',
    lastChange: 'Last change',
  },
  statuses: { active: 'Active', blocked: 'Blocked' },
  emptyTitle: 'No driver yet',
  emptyText:
    'A driver is somebody who charges. He is known by an external id of your own, by his groups ' +
    'and by his RFID cards; his name is not kept here. A private charger needs its driver first.',
  nothingTitle: 'No driver goes by that id',
  nothingText: 'Search for another part of the external id, or clear the search.',
  clear: 'Clear the search',
  addTitle: 'Add driver',
  editTitle: (name: string) => `Driver ${name}`,
  fields: {
    externalId: 'External id',
    groupIds: 'Groups',
    heldCards: 'RFID cards',
    newCards: 'New RFID cards',
    blocked: 'Blocked',
    accountId: 'Account',
  },
  help: {
    externalId:
      'Your own key for the driver, as EMP-20871; 1 to 64 characters without @. No name, no ' +
      'e-mail address.',
    groupIds: 'He may use the chargers that are shared with these groups.',
    newCards:
      'The number of each card: 8 to 20 hexadecimal digits. It is hashed and never shown again.',
    blocked: 'A blocked driver keeps everything and may start nothing.',
    accountId:
      'In another account his private chargers of this one become closed, and only groups of all ' +
      'accounts fit.',
  },
  required: 'Enter an external id.',
  withoutAt: 'An external id has no @: it is no e-mail address.',
  cardPattern: (card: string) => `"${card}" is not a card number of 8 to 20 hexadecimal digits.`,
  cardTwice: (card: string) => `"${card}" is there twice.`,
  cardAt: (card: string, detail: string) => `${card}: ${detail}`,
  card: (id: string) => `Card ${id.slice(0, 8)}`,
  cardTitle: (id: string) => `The card's id is ${id}`,
  removeCard: (id: string) => `Take away card ${id.slice(0, 8)}`,
  noCards: 'No card.',
  cardsHelp: 'A card is shown by the beginning of its id. One that is taken away is free again.',
  remove: 'Remove driver',
  removeTitle: (name: string) => `Remove driver ${name}?`,
  removeText:
    'His cards are free again, and chargers that are private to him become closed. This cannot ' +
    'be undone.',
  yes: 'yes',
  no: 'no',
};
