/** Texts of the drivers of an account. */
export const DRIVER_TEXTS = {
  title: 'Drivers',
  search: 'Search drivers',
  caption: 'Drivers of the account',
  add: 'Add driver',
  noRole: 'You may look at drivers, not change them: that needs the role administrator.',
  columns: {
    externalId: 'External ID',
    groups: 'Groups',
    cards: 'RFID cards',
    status: 'Status',
    lastChange: 'Last change',
  },
  statuses: { active: 'Active', blocked: 'Blocked' },
  emptyTitle: 'No driver yet',
  emptyText:
    'A driver is somebody who charges, known by an external ID of your own, by groups and by ' +
    'RFID cards; names are not kept here. A private charger needs its driver first.',
  nothingTitle: 'No driver goes by that ID',
  nothingText: 'Search for another part of the external ID, or clear the search.',
  clear: 'Clear the search',
  addTitle: 'Add driver',
  titles: {
    edit: (name: string) => `Edit driver ${name}`,
    view: (name: string) => `Driver ${name}`,
  },
  fields: {
    externalId: 'External ID',
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
    groupIds: 'The driver may use the chargers that are shared with these groups.',
    newCards:
      'The number of each card: 8 to 20 hexadecimal digits. It is hashed and never shown again.',
    blocked: 'A blocked driver keeps everything and may start nothing.',
    accountId:
      'With a move, private chargers of the driver become closed here, and only groups of all ' +
      'accounts fit.',
  },
  required: 'Enter an external ID.',
  withoutAt: 'An external ID has no @: it is no e-mail address.',
  cardPattern: (card: string) => `"${card}" is not a card number of 8 to 20 hexadecimal digits.`,
  cardTwice: (card: string) => `"${card}" is there twice.`,
  cardAt: (card: string, detail: string) => `${card}: ${detail}`,
  card: (id: string) => `Card ${id.slice(0, 8)}`,
  cardTitle: (id: string) => `The card's id is ${id}`,
  removeCard: (id: string) => `Take away card ${id.slice(0, 8)}`,
  cardsHelp: 'A card is shown by the beginning of its id. One that is taken away is free again.',
  remove: 'Remove driver',
  removeTitle: (name: string) => `Remove driver ${name}?`,
  removeText:
    'The cards are free again, and chargers that are private to the driver become closed. This ' +
    'cannot be undone.',
};
