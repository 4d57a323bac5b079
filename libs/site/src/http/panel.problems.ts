import { type RejectionProblems, unknownReference } from '@chargebook/http';

import { MAXIMUM_PATH_LENGTH } from '../domain/electrical.rules';
import { type SiteRejection } from '../domain/rejections.rules';

type PanelCode =
  | 'panel-not-found'
  | 'panel-tree-invalid'
  | 'panel-name-taken'
  | 'schedule-on-child-panel'
  | 'panel-not-empty';

/** The rules of the panels' tree (RULES 7 to 9). */
export const PANEL_PROBLEMS: RejectionProblems<
  Extract<SiteRejection, { readonly code: PanelCode }>
> = {
  'panel-not-found': unknownReference({ name: 'panel', member: 'panelId' }),
  'panel-tree-invalid': {
    status: 422,
    title: 'The panels would be no tree',
    explanation:
      'A panel never hangs below itself, and a path from the main panel down has at most ' +
      `${MAXIMUM_PATH_LENGTH} panels, also for all that moves with a panel.`,
    detail: (rejection) =>
      rejection.problem === 'cycle'
        ? 'The panel would hang below itself.'
        : `A path would have ${rejection.pathLength} panels, more than ${MAXIMUM_PATH_LENGTH}.`,
  },
  'panel-name-taken': {
    status: 422,
    title: 'Another panel of the site has this name',
    explanation: "A panel's name is unique within its site, compared without case.",
    detail: ({ panelName }) => `Another panel of this site is called ${panelName}.`,
  },
  'schedule-on-child-panel': {
    status: 422,
    title: 'Only a main panel has a schedule',
    explanation:
      'A scheduled EV limit stands on a panel without a parent; others have a fixed one.',
    detail: () => 'A panel with a parent has no scheduled EV limit.',
  },
  'panel-not-empty': {
    status: 422,
    title: 'The panel is not empty',
    explanation: 'Move or remove its child panels, and move or retire its chargers, beforehand.',
    detail: ({ childPanelCount, chargerCount }) =>
      `Below the panel are child panels (${childPanelCount}) or chargers (${chargerCount}).`,
  },
};
