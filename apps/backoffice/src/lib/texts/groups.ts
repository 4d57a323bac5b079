/** Texts of the groups of an account and of all accounts. */
export const GROUP_TEXTS = {
  title: 'Groups',
  search: 'Search groups',
  caption: 'Groups of the account and of all accounts',
  add: 'Add group',
  noRole: 'You may look at groups, not change them: that needs the role administrator.',
  noRoleForAll:
    'This group is of all accounts: only an administrator of all accounts may change it.',
  columns: { name: 'Name', owner: 'For', lastChange: 'Last change' },
  ofAll: 'All accounts',
  ofAccount: 'This account',
  emptyTitle: 'No group yet',
  emptyText:
    'A group puts drivers together, as a department or a shift does. A charger with the scope ' +
    'groups is for the drivers of its groups alone.',
  nothingTitle: 'No group goes by that name',
  nothingText: 'Search for another part of the name, or clear the search.',
  clear: 'Clear the search',
  addTitle: 'Add group',
  titles: {
    edit: (name: string) => `Edit group ${name}`,
    view: (name: string) => `Group ${name}`,
  },
  fields: { name: 'Name', ofAll: 'For all accounts' },
  help: {
    name: '1 to 100 characters. Two groups may have the same name; better they do not.',
    ofAll:
      'Drivers and chargers of every account may use it. That needs an administrator of all ' +
      'accounts.',
  },
  required: 'Enter a name of 1 to 100 characters.',
  remove: 'Remove group',
  removeTitle: (name: string) => `Remove group ${name}?`,
  removeText:
    'Chargers lose it from their scope, and those that have no other group become closed. This ' +
    'cannot be undone.',
};
