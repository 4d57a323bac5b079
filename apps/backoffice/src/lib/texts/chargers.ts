import { CHARGER_FORM_TEXTS } from './charger-form';

/** Texts of the chargers: the words are those of the article that the users know. */
export const CHARGER_TEXTS = {
  title: 'Chargers',
  listCaption: 'Chargers of the account',
  add: 'Add charger',
  addHint: 'Add charger (n or +)',
  mayNotAdd: 'Adding a charger needs the role administrator',
  import: 'Import',
  csv: 'CSV',
  csvHint: 'This view as a CSV file',
  search: 'Search chargers',
  columns: {
    displayName: 'Name',
    chargerId: 'Charger ID',
    panel: 'Panel',
    limit: 'Limit',
    scope: 'Charger scope',
    secureCharging: 'Secure charging',
    parking: 'Parking',
    terminal: 'Payment terminal',
    overrides: 'Overrides',
    lastChange: 'Last change',
  },
  limitBound: (amps: string) => `of which ${amps} can flow: a panel above it has less`,
  effectiveLimit: 'Can flow',
  effectiveAllocation: 'Can flow offline',
  retired: 'Retired',
  attention: 'Needs attention',
  attentionTexts: {
    'rate-plan-archived': 'Its own rate plan is archived: choose another one, or none.',
    'payment-integration-missing':
      'It has payment terminals, and its account has no payment integration any more.',
  },
  connector: (number: number) => `Connector ${number}`,
  overrides: {
    rate: 'Rate',
    delay: 'No delay',
    offlineAllocation: (amps: string) => `Offline ${amps}`,
  },
  filters: {
    scope: 'Any scope',
    panel: 'Any panel',
    override: 'Overrides',
    overrideChoices: {
      any: 'With overrides',
      none: 'Without overrides',
      rate: 'Own rate',
      delay: 'Delay cancelled',
      offlineAllocation: 'Own offline allocation',
    },
    terminal: 'Payment terminal',
    terminalChoices: { true: 'With a terminal', false: 'Without a terminal' },
    attention: 'Attention',
    attentionChoices: { true: 'Needs attention', false: 'Needs none' },
    status: 'Active',
    statusChoices: { active: 'Active', retired: 'Retired', all: 'Active and retired' },
    site: 'Site',
    driver: 'Driver',
    group: 'Group',
    ratePlan: 'Rate plan',
    remove: (what: string) => `Remove the filter ${what}`,
  },
  empty: {
    title: 'No charger yet',
    text:
      'Press the "+" (or the key n). You need what is printed on the unit, the limit ' +
      'in Amps, and the panel that feeds it. Sites and their panels are added under Energy.',
    reader: 'Nobody has added a charger to this account yet. An administrator can.',
    filteredTitle: 'No charger fits',
    filteredText: 'None of the chargers of this account is as the search and the filters say.',
  },
  scopes: {
    closed: {
      name: 'Closed',
      text:
        'The charger is unavailable for use. Particularly useful as a temporary solution for ' +
        'installing a new charger before the scope is decided.',
    },
    open: {
      name: 'Open',
      text: 'The charger is unsecured. It is set to allow unlimited plug and charge.',
    },
    private: {
      name: 'Private',
      text:
        'The charger is assigned to a specific driver, who is responsible for its billing. ' +
        'Typical for apartment buildings with allocated parking spaces.',
    },
    account: {
      name: 'Account',
      text:
        'The charger is shared with all account members. They can view it on the mobile app, ' +
        'initiate charging, or use their RFID. Typical for workplaces and apartment buildings ' +
        'with shared parking spaces.',
    },
    groups: {
      name: 'Groups',
      text:
        'The charger is shared with specific group members. They can view it on the mobile app, ' +
        'initiate charging, or use their RFID. Typical of workplace parking spaces shared by ' +
        'multiple companies or departments.',
    },
    public: {
      name: 'Public',
      text:
        'Shared by all operator members, who can view it on the mobile app map, initiate ' +
        'charging, or use their RFID.',
    },
  },
  ...CHARGER_FORM_TEXTS,
};
