import { gridWarnings } from './grid-warnings.rules';
import { judge, type Judgement, type SiteDecision, UNCHANGED } from './judgement.rules';
import {
  type AddPanel,
  type EditPanel,
  type PanelCommand,
  type RemovePanel,
} from './panel.commands';
import { type PanelEvent } from './panel.events';
import { type PanelState } from './panel.state';
import { isEvLimitGiven, isPlaced, type PanelChange, panelChange } from './panel-change.rules';
import { PANEL_RULES } from './panel.rules';
import { panelEdits } from './panel-edit.rules';
import { type SiteRejection } from './rejections.rules';
import { type ExistingSite } from './site.state';

const JUDGEMENT: Judgement<PanelChange> = {
  rules: PANEL_RULES,
  warnings: [(change) => gridWarnings({ change, pointer: warnedAt(change) })],
};

/** The events that each command asks for, before any rule is asked. */
export const PANEL_EVENTS = {
  AddPanel: (command: AddPanel, state: ExistingSite): readonly PanelEvent[] =>
    state.panels.has(command.panelId) ? [] : [panelAdded(command, state)],

  EditPanel: (command: EditPanel, state: ExistingSite): readonly PanelEvent[] => {
    const panel = state.panels.get(command.panelId);
    return panel === undefined ? [] : panelEdits(state.site.id, panel, command.patch);
  },

  RemovePanel: ({ panelId }: RemovePanel, state: ExistingSite): readonly PanelEvent[] => {
    if (!state.panels.has(panelId)) return [];
    return [{ type: 'PanelRemoved', data: { siteId: state.site.id, panelId } }];
  },
};

export const PANEL_DECISIONS = {
  AddPanel: (command: AddPanel, state: ExistingSite): SiteDecision => {
    const events = PANEL_EVENTS.AddPanel(command, state);
    if (events.length === 0) return UNCHANGED;
    return judge(JUDGEMENT, panelChange(state, events), events);
  },

  EditPanel: (command: EditPanel, state: ExistingSite): SiteDecision => {
    const events = PANEL_EVENTS.EditPanel(command, state);
    if (events.length === 0) return UNCHANGED;
    return judge(JUDGEMENT, panelChange(state, events), events);
  },

  RemovePanel: (command: RemovePanel, state: ExistingSite): SiteDecision => {
    const [event] = PANEL_EVENTS.RemovePanel(command, state);
    const panel = state.panels.get(command.panelId);
    if (event === undefined || panel === undefined) return UNCHANGED;
    const rejection = refuseUsed(panel, state);
    if (rejection !== undefined) return { kind: 'rejected', rejections: [rejection] };
    return { kind: 'accepted', events: [event], warnings: [] };
  },
} satisfies { [Type in PanelCommand['type']]: unknown };

/** RULES 9: a panel with children or with chargers that are not retired stays. */
function refuseUsed(panel: PanelState, { panels }: ExistingSite): SiteRejection | undefined {
  const children = [...panels.values()].filter(({ parentPanelId }) => parentPanelId === panel.id);
  const { chargerCount } = panel.load;
  if (children.length === 0 && chargerCount === 0) return undefined;
  const childPanelCount = children.length;
  return { code: 'panel-not-empty', pointer: '', childPanelCount, chargerCount };
}

function warnedAt(change: PanelChange): string {
  if (isEvLimitGiven(change)) return '/evLimit';
  return isPlaced(change) ? '/parentPanelId' : '/ratedLimitAmps';
}

function panelAdded({ panelId, panel }: AddPanel, { site }: ExistingSite): PanelEvent {
  return {
    type: 'PanelAdded',
    data: {
      siteId: site.id,
      panelId,
      name: panel.name.trim(),
      parentPanelId: panel.parentPanelId ?? null,
      ratedLimitAmps: panel.ratedLimitAmps,
      evLimit: panel.evLimit ?? null,
    },
  };
}
