import { amps } from '../format';

/** Texts about single rows of an import: what becomes of them, and why. */
export const IMPORT_ROW_TEXTS = {
  verdicts: {
    open: 'Not checked',
    ready: 'Would be added',
    added: 'Added',
    same: 'Same',
    different: 'Different',
    refused: 'Refused',
  },
  verdictHelp: {
    open: 'nobody has asked about it yet',
    ready: 'it is not in the book',
    added: 'it was not in the book, and is now',
    same: 'the book has it as the row says it: nothing is written',
    different: 'the book has it otherwise: nothing is written',
    refused: 'it cannot be added, and the row says why',
  },
  faults: {
    brokenQuotes: 'The quotes of the line are broken.',
    cells: (found: number, expected: number) =>
      `It has ${found} cells, the first line ${expected}.`,
    missing: (field: string) => `${field} is missing.`,
    limit: (text: string) => `Limit "${text}" is not a number of Amps.`,
    scope: (text: string) =>
      `"${text}" is no scope: it is closed, open, private, account, groups or public.`,
    json: (field: string) => `${field} is not a list in JSON.`,
    repeated: (line: number) => `Line ${line} has the same Charger ID.`,
    label: (name: string, line: number) =>
      `Line ${line} has "${name}" already: Charger IDs and QA aliases must all differ.`,
    panel: (name: string) => `"${name}" is no panel of the site.`,
    driver: (name: string) => `The account has no driver "${name}".`,
    group: (name: string) => `The account has no group "${name}".`,
    severalDrivers: (name: string, number: number) =>
      `The account has ${number} drivers "${name}": which one is meant?`,
    severalGroups: (name: string, number: number) =>
      `The account has ${number} groups "${name}": which one is meant?`,
    subscribed: (panel: string, sum: number, worst: number) =>
      `With the rows above it, the limits below panel ${panel} sum up to ${amps(sum)} of ` +
      `${amps(worst)}, without energy management.`,
    offline: (panel: string, sum: number, worst: number) =>
      `With the rows above it, the offline allocations below panel ${panel} sum up to ` +
      `${amps(sum)} of ${amps(worst)}.`,
  },
  differs: {
    values: (field: string, here: string, book: string) =>
      `${field}: ${here} here, ${book} in the book`,
    only: (field: string) => `${field} differs`,
    retired: 'It is retired in the book',
  },
  report: {
    line: 'line',
    chargerId: 'chargerId',
    panel: 'panel',
    verdict: 'verdict',
    codes: 'codes',
    why: 'why',
    id: 'id',
  },
};
