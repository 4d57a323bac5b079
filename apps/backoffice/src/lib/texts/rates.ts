/** Texts of the rate plans, which are the same for all accounts. */
export const RATE_TEXTS = {
  title: 'Rates',
  search: 'Search rate plans',
  caption: 'Rate plans of all accounts',
  add: 'Add rate plan',
  noRole:
    'Rate plans are the same for all accounts: only an administrator of all accounts may change ' +
    'them.',
  columns: {
    name: 'Name',
    description: 'Description',
    status: 'Status',
    lastChange: 'Last change',
  },
  statuses: { active: 'Active', archived: 'Archived' },
  emptyTitle: 'No rate plan yet',
  emptyText:
    'A rate plan names what charging costs. A site has one for its members, and a charger may ' +
    'have another one of its own. Its description says what it is in money, as the billing does.',
  nothingTitle: 'No rate plan goes by that name',
  nothingText: 'Search for another part of the name, or clear the search.',
  clear: 'Clear the search',
  addTitle: 'Add rate plan',
  titles: {
    edit: (name: string) => `Edit rate plan ${name}`,
    view: (name: string) => `Rate plan ${name}`,
  },
  fields: { name: 'Name', description: 'Description' },
  help: {
    name: '1 to 100 characters.',
    description: 'What it says, for those who choose it; up to 500 characters.',
  },
  required: 'Enter a name of 1 to 100 characters.',
  archive: 'Archive',
  archiveTitle: (name: string) => `Archive rate plan ${name}?`,
  archiveText:
    'Nobody can choose it any more. Sites and chargers that have it keep it, and are marked. ' +
    'This cannot be undone.',
  archived: (name: string) => `${name} is archived.`,
  isArchived:
    'It is archived: nobody can choose it any more. Its name and description may still be changed.',
};
