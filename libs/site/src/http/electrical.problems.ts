import { type RejectionProblems } from '@chargebook/http';

import { type SiteRejection } from '../domain/rejections.rules';

type ElectricalCode =
  | 'ev-limit-exceeds-rated'
  | 'limit-exceeds-panel'
  | 'oversubscribed-without-energy-management'
  | 'offline-allocation-exceeds-panel'
  | 'offline-allocation-required'
  | 'offline-allocation-out-of-range'
  | 'offline-allocation-exceeds-limit'
  | 'offline-allocation-needs-energy-management'
  | 'delayed-charging-needs-energy-management';

/** The rules of panels, loads and energy management (RULES 12 to 18, 22). */
export const ELECTRICAL_PROBLEMS: RejectionProblems<
  Extract<SiteRejection, { readonly code: ElectricalCode }>
> = {
  'ev-limit-exceeds-rated': {
    status: 422,
    title: 'The EV limit is above what the panel can carry',
    explanation:
      'Each figure of an EV limit is at most the usable current of its panel: the rated limit ' +
      "times the site's continuous load factor, rounded down to a tenth.",
    detail: ({ panelName, evLimitAmps, usableAmps }) =>
      `The EV limit of panel ${panelName}, ${evLimitAmps} A, is above its usable ${usableAmps} A.`,
  },
  'limit-exceeds-panel': {
    status: 422,
    title: "A charger's limit is above what a panel can carry",
    explanation:
      "A charger's limit is at most the usable current of every panel on its way to the main " +
      'panel. The nearest panel that is too small is named.',
    detail: ({ panelName, limitAmps, usableAmps, chargerId }) =>
      `The limit${chargerId === undefined ? '' : ` of ${chargerId}`}, ${limitAmps} A, is above ` +
      `the usable ${usableAmps} A of panel ${panelName}.`,
  },
  'oversubscribed-without-energy-management': {
    status: 422,
    title: 'A panel would be oversubscribed without energy management',
    explanation:
      'Without energy management nothing holds chargers below their limits, so the limits below ' +
      'a panel may together not exceed what it has for charging. Switch energy management on, ' +
      'or lower the limits.',
    detail: ({ panelName, sumAmps, worstAmps, excessAmps }) =>
      `The limits below panel ${panelName} sum up to ${sumAmps} A of ${worstAmps} A: ` +
      `${excessAmps} A too much without energy management.`,
  },
  'offline-allocation-exceeds-panel': {
    status: 422,
    title: 'The offline allocations exceed a panel',
    explanation:
      'When chargers lose the back office nothing else limits them, so the offline allocations ' +
      'below every panel together fit into what it has for charging.',
    detail: ({ panelName, sumAmps, worstAmps, excessAmps }) =>
      `The offline allocations below panel ${panelName} sum up to ${sumAmps} A of ` +
      `${worstAmps} A: ${excessAmps} A too much.`,
  },
  'offline-allocation-required': {
    status: 422,
    title: 'Energy management needs an offline allocation',
    explanation: 'A site with energy management says what its chargers may draw when offline.',
    detail: () => "The site's offline allocation is required with energy management.",
  },
  'offline-allocation-out-of-range': {
    status: 422,
    title: 'The offline allocation is out of range',
    explanation: 'An offline allocation is 0 (no charging offline), or 6 to 1000 A.',
    detail: ({ offlineAllocationAmps, minimumAmps, maximumAmps }) =>
      `The offline allocation is 0, or ${minimumAmps} to ${maximumAmps} A with one decimal at ` +
      `most, not ${offlineAllocationAmps} A.`,
  },
  'offline-allocation-exceeds-limit': {
    status: 422,
    title: "The offline allocation is above the charger's limit",
    explanation: "A charger's own offline allocation is at most its limit.",
    detail: ({ offlineAllocationAmps, limitAmps }) =>
      `The charger's own offline allocation, ${offlineAllocationAmps} A, is above its limit, ` +
      `${limitAmps} A.`,
  },
  'offline-allocation-needs-energy-management': {
    status: 422,
    title: "A charger's own offline allocation needs energy management",
    explanation: "It is set only while the site's energy management is on, and cleared any time.",
    detail: () => 'A charger has an offline allocation of its own only with energy management.',
  },
  'delayed-charging-needs-energy-management': {
    status: 422,
    title: 'Delayed charging needs energy management',
    explanation: 'Switch energy management on with it, or delayed charging off as well.',
    detail: () => 'Delayed charging is on only while energy management is.',
  },
};
