import { amps, count } from '../format';

const rows = (number: number): string => (number === 1 ? '1 row' : `${count(number)} rows`);
const chargers = (number: number): string =>
  number === 1 ? '1 charger' : `${count(number)} chargers`;

/** Texts of the import of chargers. */
export const IMPORT_TEXTS = {
  title: 'Import chargers',
  intro:
    'Add many chargers of one site at once, from a CSV file or from a spreadsheet. Nothing is ' +
    'written before you have seen what would happen to every row.',
  toChargers: 'To the chargers',
  noRoleTitle: 'Importing is for administrators',
  noRoleText:
    'An import adds chargers, which needs the role administrator for this account. Ask an ' +
    'administrator to give it to you, or to import the file.',
  rowsOf: rows,
  site: {
    label: 'Site',
    choose: 'Choose the site that the chargers are at',
    help: 'All rows are chargers of this site. Its panels must be there already.',
    none: 'No site goes by that name',
    noneTitle: 'No site to import to',
    noneText:
      'Chargers are at a site and behind its panels. Add the site and its panels under Energy ' +
      'first, then come back with the file.',
    toEnergy: 'To Energy',
    panels: (names: readonly string[]) =>
      names.length === 0
        ? 'The site has no panel yet: add its panels under Energy first.'
        : `Panels of the site: ${names.join(', ')}.`,
  },
  source: {
    heading: 'Rows',
    drop: 'Drop a CSV file here',
    choose: 'Choose a file',
    or: 'or paste rows from a spreadsheet, with their header:',
    placeholder: 'Charger ID\tLimit\tPanel\tScope',
    pasteLabel: 'Rows, pasted or typed',
    read: 'Read these rows',
    example: 'An example to start from',
    exampleName: 'chargers-example.csv',
    pasted: 'pasted rows',
    from: (name: string, number: number, columns: number) =>
      `${rows(number)} with ${columns === 1 ? '1 column' : `${columns} columns`} from ${name}`,
    change: 'Take other rows',
    hasHeader: 'The first line names the columns',
    empty: 'There are no rows in it.',
    tooLarge: 'That is more than 20,000 rows: split it, and import one part after another.',
    unreadable: 'The file could not be read. Is it still there?',
    notText: 'That is a workbook, not text. Save it as CSV, or copy the rows and paste them here.',
  },
  columns: {
    heading: 'Columns',
    help:
      'Each field and the column that it is taken from. Columns were recognised by their names; ' +
      'change what is wrong.',
    field: 'Field',
    column: 'Column',
    sample: 'In the first rows',
    none: 'Not in the file',
    sameForAll: 'The same for all rows',
    number: (place: number) => `Column ${place}`,
    value: (field: string) => `${field}, for all rows`,
    columnOf: (field: string) => `Column for ${field}`,
    missing: (names: readonly string[]) => `Still needed: ${names.join(', ')}.`,
    unused: (names: readonly string[]) =>
      `Left out, for no field takes ${names.length === 1 ? 'it' : 'them'}: ${names.join(', ')}.`,
    more: (names: readonly string[]) => `More fields: ${names.join(', ')}`,
    required: 'needed',
  },
  fields: {
    chargerId: 'Charger ID',
    limitAmps: 'Limit',
    panel: 'Parent panel',
    scope: 'Charger scope',
    driverExternalId: 'Driver',
    groups: 'Groups',
    alias: 'Alias',
    qaAlias: 'QA alias',
    parking: 'Parking',
    connectors: 'Connectors',
    paymentTerminals: 'Payment terminals',
    reason: 'Reason',
  },
  fieldHelp: {
    chargerId: 'The text printed on the unit',
    limitAmps: 'In Amps: 32 or 32.5',
    panel: 'The name of a panel of the site',
    scope: 'closed, open, private, account, groups or public',
    driverExternalId: 'For the scope private: the external id of a driver of the account',
    groups: 'For the scope groups: names, with ; between',
    alias: 'Shown in place of the Charger ID',
    qaAlias: 'Letters, digits, - and _',
    parking: 'Number of the parking space',
    connectors: 'A list in JSON; without it, one connector',
    paymentTerminals: 'A list in JSON',
    reason: 'Kept with the change',
  },
  check: {
    heading: 'Check and import',
    start: (number: number) => `Check ${rows(number)}`,
    again: 'Check again',
    needs: (missing: readonly string[]) => `Choose ${missing.join(' and ')} first.`,
    needed: { site: 'a site', columns: 'the columns that are still needed' },
    help: 'The check asks the service about every row. It writes nothing.',
    stop: 'Stop',
    running: (done: number, total: number) => `Checked ${count(done)} of ${rows(total)}`,
    alone:
      'Each row is judged against the book as it is now, and with the rows above it: its labels, ' +
      'and the sums below every panel. What others change meanwhile is found when the row is ' +
      'imported.',
    missingPanels: 'Panels that the site does not have',
    missingPanel: (name: string, number: number) => `${name} (${rows(number)})`,
    missingPanelsHelp: 'Add them under Energy, or correct the rows, and check again.',
    moreSums: (number: number) => (number === 1 ? '1 more panel' : `${count(number)} more panels`),
    panelSum: (name: string, sum: number, worst: number) =>
      `${name} would be subscribed with ${amps(sum)} of ${amps(worst)}: energy management holds ` +
      'the chargers within it.',
    panelSums: 'More subscribed than there is',
  },
  run: {
    start: (number: number) => `Import ${chargers(number)}`,
    nothing: 'There is nothing to import: no row would add a charger.',
    pause: 'Pause',
    resume: (number: number) => `Go on with ${rows(number)}`,
    running: (done: number, total: number) => `Imported ${count(done)} of ${rows(total)}`,
    pausing: 'Pausing: rows that are under way are finished.',
    paused: (left: number) =>
      `Paused. ${rows(left)} ${left === 1 ? 'is' : 'are'} still to be imported; what was added ` +
      'stays, and nothing is added twice.',
    done: 'The import is done.',
    doneRefused: (number: number) =>
      `The import is done; ${rows(number)} ${number === 1 ? 'was' : 'were'} refused. Correct ` +
      'them and import the file again: what is there already is left alone.',
    stopped: 'The import stopped. Go on when the service answers again: nothing is done twice.',
    report: 'Download the report',
    reportName: (name: string) => `${name.replace(/\.[a-z]{1,5}$/i, '')}-report.csv`,
    show: 'Show the chargers',
    another: 'Import other rows',
    leave: 'The import goes on while you look around in this tab.',
  },
  /** Said on other pages. */
  underWay: {
    checking: (done: number, total: number) => `Import: ${count(done)} of ${rows(total)} checked`,
    running: (done: number, total: number) => `Import: ${count(done)} of ${rows(total)} done`,
    paused: 'Import paused',
    stopped: 'Import stopped',
    done: (refused: number) =>
      refused === 0 ? 'Import done' : `Import done, ${rows(refused)} refused`,
  },
  table: {
    caption: 'Rows and what becomes of them',
    row: 'Row',
    chargerId: 'Charger ID',
    panel: 'Panel',
    limit: 'Limit',
    scope: 'Scope',
    verdict: 'Verdict',
    why: 'Why',
    filter: 'Show',
    all: 'All',
    nothing: 'No row has this verdict.',
    page: (from: number, to: number, total: number) =>
      `${count(from)} to ${count(to)} of ${count(total)}`,
  },
};
