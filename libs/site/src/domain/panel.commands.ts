import { type PanelId } from './identity.state';
import { type EvLimit } from './panel.events';
import { type Patch } from './site.commands';

interface PanelMembers {
  readonly name: string;
  /** Null for a main panel. */
  readonly parentPanelId: PanelId | null;
  readonly ratedLimitAmps: number;
  /** Null: the usable current, all of it. Replaced whole. */
  readonly evLimit: EvLimit | null;
}

export type NewPanel = Pick<PanelMembers, 'name' | 'ratedLimitAmps'> &
  Patch<Pick<PanelMembers, 'parentPanelId' | 'evLimit'>>;
export type PanelPatch = Patch<PanelMembers>;

export interface AddPanel {
  readonly type: 'AddPanel';
  readonly panelId: PanelId;
  readonly panel: NewPanel;
}

export interface EditPanel {
  readonly type: 'EditPanel';
  readonly panelId: PanelId;
  readonly patch: PanelPatch;
}

export interface RemovePanel {
  readonly type: 'RemovePanel';
  readonly panelId: PanelId;
}

export type PanelCommand = AddPanel | EditPanel | RemovePanel;
