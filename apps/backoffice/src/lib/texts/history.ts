/** Texts of what happened to a thing, change by change. */
export const HISTORY_TEXTS = {
  open: 'History',
  title: (name: string) => `History of ${name}`,
  untitled: 'History of the charger',
  toCharger: 'Charger',
  list: 'Changes, the latest first',
  intro: (timeZone: string) =>
    `Every change, the latest first, on the clock of the site (${timeZone}).`,
  total: (total: number) =>
    total === 1 ? '1 event in all' : `${total.toLocaleString('en')} events in all`,
  fitting: (total: number) =>
    total === 1 ? '1 event fits' : `${total.toLocaleString('en')} events fit`,
  earlier: 'Earlier changes',
  beginning: 'This is where it began.',
  noEarlier: 'No earlier change fits.',
  filters: {
    field: 'Field',
    anyField: 'Any field',
    actor: 'Who changed it',
    anybody: 'Anybody',
    system: 'The service itself',
    byId: (actor: string) => `Whoever goes by “${actor}”`,
    from: (timeZone: string) => `From (${timeZone})`,
    to: (timeZone: string) => `Before (${timeZone})`,
    backwards: 'This is before the beginning: nothing could fit.',
  },
  noneTitle: 'No change fits',
  noneText:
    'Nothing that is recorded of this charger fits all of the filters at once. Let go of one to ' +
    'see more.',
  widen: { field: 'Any field', actor: 'By anybody', time: 'At any time' },
  nothingTold: 'Nothing that is told here has changed.',
  mayNotTitle: 'Histories are not for everybody',
  mayNotText:
    'Who changed what, and why, is told to administrators, support and auditors of the account. ' +
    'Ask an administrator for one of these roles.',
  acts: { added: 'Added by', changed: 'Changed by', retired: 'Retired by' },
  reason: (reason: string) => `Reason: ${reason}`,
  cause: (reason: string) => `Because: ${reason}`,
  causedBy: (eventId: string) => `It followed from event ${eventId}.`,
  asItWas: 'As it was then',
  asItWasAt: (moment: string) => `, at ${moment}`,
  before: 'before',
  becomes: 'becomes',
  fields: {
    chargerId: 'Charger ID',
    limitAmps: 'Limit',
    panelId: 'Parent panel',
    scope: 'Charger scope',
    alias: 'Alias',
    qaAlias: 'QA alias',
    parking: 'Parking',
    connectors: 'Connectors',
    paymentTerminals: 'Payment terminal',
    'overrides.rate': 'Charging rates',
    'overrides.delay': 'Charger delay',
    'overrides.offlineAllocation': 'Offline allocation',
    status: 'Status',
  },
  statuses: { active: 'Active', retired: 'Retired' },
  asTheSite: 'as the site’s',
  volts: (volts: number) => `${volts} V`,
  gone: {
    panel: 'a panel that was removed',
    driver: 'a driver who was removed',
    group: 'a group that was deleted',
  },
};
