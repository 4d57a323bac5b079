import { type Recorded, stampAdded, stampChanged, type Stamps } from '@chargebook/kernel';

import { toTenths } from './amps.rules';
import { type Load, moveLoad, NO_LOAD } from './electrical-load.rules';
import { type PanelId } from './identity.state';
import { type EvLimit, type PanelEvent } from './panel.events';
import { type Evolvers, type SiteState } from './site.state';

export interface PanelState extends Stamps {
  readonly id: PanelId;
  readonly name: string;
  /** Null for a main panel. */
  readonly parentPanelId: PanelId | null;
  readonly ratedLimitTenths: number;
  readonly evLimit: EvLimit | null;
  readonly load: Load;
}

type PanelEventOf<Type extends PanelEvent['type']> = Recorded<
  Extract<PanelEvent, { readonly type: Type }>
>;

export const PANEL_EVOLVERS: Evolvers<PanelEvent> = {
  PanelAdded: addPanel,
  PanelRenamed: changed(({ data }) => ({ name: data.name })),
  PanelLimitsChanged: changed(({ data }) => ({
    ratedLimitTenths: toTenths(data.ratedLimitAmps),
    evLimit: data.evLimit,
  })),
  PanelMoved: movePanel,
  PanelRemoved: (draft, { data }) => {
    draft.panels.delete(data.panelId);
  },
};

function addPanel(draft: SiteState, event: PanelEventOf<'PanelAdded'>): void {
  const { data } = event;
  draft.panels.set(data.panelId, {
    id: data.panelId,
    name: data.name,
    parentPanelId: data.parentPanelId,
    ratedLimitTenths: toTenths(data.ratedLimitAmps),
    evLimit: data.evLimit,
    load: NO_LOAD,
    ...stampAdded(event),
  });
}

/** Takes the panel with all below it from its old path and hangs it into the new one. */
function movePanel(draft: SiteState, event: PanelEventOf<'PanelMoved'>): void {
  const { panelId, fromPanelId, toPanelId } = event.data;
  const load = draft.panels.get(panelId)?.load ?? NO_LOAD;
  moveLoad(draft.panels, { load, panelId: fromPanelId }, { load, panelId: toPanelId });
  const setParent = changed<'PanelMoved'>(() => ({ parentPanelId: toPanelId }));
  setParent(draft, event);
}

function changed<Type extends PanelEvent['type']>(
  membersOf: (event: PanelEventOf<Type>) => Partial<PanelState>,
) {
  return (draft: SiteState, event: PanelEventOf<Type>): void => {
    const panel = draft.panels.get(event.data.panelId);
    if (panel === undefined) return;
    draft.panels.set(panel.id, { ...panel, ...membersOf(event), ...stampChanged(event) });
  };
}
