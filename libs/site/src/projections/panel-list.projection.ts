import { type EventMetadata, recordedOf } from '@chargebook/kernel';
import { type Projection } from '@chargebook/projections';

import { type PanelEvent } from '../domain/panel.events';
import { PANEL_EVOLVERS, type PanelState } from '../domain/panel.state';
import { evolveSite } from '../domain/site-fold.state';
import { emptySite } from '../domain/site.state';

/** A panel's facts; what hangs below it is summed when a page asks for it. */
export interface PanelRow {
  readonly id: string;
  readonly accountId: string;
  readonly siteId: string;
  readonly parentPanelId: string | null;
  readonly nameKey: string;
  readonly panel: Omit<PanelState, 'load'>;
}

export const panelListProjection: Projection<PanelRow> = {
  name: 'panel-list',
  version: 1,
  table: {
    primaryKey: 'id',
    columns: {
      id: { type: 'text collate "C"' },
      accountId: { type: 'text collate "C" not null' },
      siteId: { type: 'text collate "C" not null' },
      parentPanelId: { type: 'text collate "C"' },
      nameKey: { type: 'text collate "C" not null' },
      panel: { type: 'json not null' },
    },
    indexes: [
      'create index NAME_by_site on TABLE (site_id, name_key, id)',
      'create index NAME_by_account on TABLE (account_id, name_key, id)',
      'create index NAME_by_name on TABLE (name_key, id)',
      'create index NAME_by_parent on TABLE (parent_panel_id) where parent_panel_id is not null',
    ],
  },
  rowKeysOf: (event) =>
    Object.hasOwn(PANEL_EVOLVERS, event.type) ? [recordedOf<PanelEvent>(event).data.panelId] : [],
  apply: (row, event) => {
    const recorded = recordedOf<PanelEvent>(event);
    const { panelId, siteId } = recorded.data;
    const draft = emptySite();
    if (row !== undefined) draft.panels.set(panelId, row.panel as PanelState);
    evolveSite(draft, recorded);
    const state = draft.panels.get(panelId);
    if (state === undefined) return undefined;
    const { load: _, ...panel } = state;
    return {
      id: panelId,
      accountId: row?.accountId ?? (event.metadata as EventMetadata).accountId ?? '',
      siteId,
      parentPanelId: panel.parentPanelId,
      nameKey: panel.name.toLowerCase(),
      panel,
    };
  },
};
