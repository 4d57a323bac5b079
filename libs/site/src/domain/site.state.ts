import {
  type DomainEvent,
  type Recorded,
  stampAdded,
  stampChanged,
  type Stamps,
} from '@chargebook/kernel';

import { toTenths } from './amps.rules';
import { type ChargerState } from './charger.state';
import { loadsBelow, NO_LOAD } from './electrical-load.rules';
import { type ChargerPair } from './grid-change.rules';
import {
  type AccountId,
  type ChargerIdentity,
  type PanelId,
  type Provenance,
  type SiteId,
} from './identity.state';
import { type PanelState } from './panel.state';
import {
  type ContinuousLoadFactor,
  type SettingsEvent,
  type SiteDetails,
  type SiteEventOf,
} from './site.events';

export interface SettingsState extends SiteDetails, Stamps {
  readonly id: SiteId;
  readonly accountId: AccountId;
  readonly isActive: boolean;
  readonly continuousLoadFactor: ContinuousLoadFactor;
  readonly energyManagement: Provenance & { readonly isOn: boolean };
  /** Kept, without effect, while energy management is off (RULES 18). */
  readonly offlineAllocation: Provenance & { readonly tenths: number | null };
  readonly delayedCharging: Provenance & { readonly isOn: boolean };
  readonly memberRate: Provenance & { readonly ratePlanId: string | null };
}

export interface SiteState {
  /** Undefined until the site is added. */
  site: SettingsState | undefined;
  readonly panels: Map<PanelId, PanelState>;
  /** The retired ones too: their last values stay readable (RULES 11). */
  readonly chargers: Map<ChargerIdentity, ChargerState>;
}

/** The state once the site is there. */
export interface ExistingSite extends SiteState {
  site: SettingsState;
}

/** What each event does to the draft, keyed by type. */
export type Evolvers<Event extends DomainEvent> = {
  readonly [Type in Event['type']]: (
    draft: SiteState,
    event: Recorded<Extract<Event, { readonly type: Type }>>,
  ) => void;
};

export function emptySite(): SiteState {
  return { site: undefined, panels: new Map(), chargers: new Map() };
}

/** The chargers that are not retired, as a command that changes none of them sees them. */
export function activePairs({ chargers }: Readonly<SiteState>): readonly ChargerPair[] {
  const active = [...chargers.values()].filter(({ status }) => status === 'active');
  return active.map((charger) => ({ was: charger, is: charger }));
}

/** The thing that every change leaves, whatever it does to it. */
export function there<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new Error('no event of an edit takes its thing away');
  return thing;
}

export function exists(state: Readonly<SiteState>): state is ExistingSite {
  return state.site !== undefined;
}

export const SETTINGS_EVOLVERS: Evolvers<SettingsEvent> = {
  SiteAdded: addSite,
  SiteDetailsChanged: changed(({ data: { siteId: _, ...details } }) => details),
  MemberRateChanged: changed((event) => ({
    memberRate: { ratePlanId: event.data.ratePlanId, ...provenanceOf(event) },
  })),
  ContinuousLoadFactorChanged: changed(({ data }) => ({
    continuousLoadFactor: data.continuousLoadFactor,
  })),
  EnergyManagementEnabled: changed((event) => ({ energyManagement: switched(event, true) })),
  EnergyManagementDisabled: changed((event) => ({ energyManagement: switched(event, false) })),
  OfflineAllocationChanged: changeOfflineAllocation,
  DelayedChargingEnabled: changed((event) => ({ delayedCharging: switched(event, true) })),
  DelayedChargingDisabled: changed((event) => ({ delayedCharging: switched(event, false) })),
  SiteDeactivated: changed(() => ({ isActive: false })),
  SiteReactivated: changed(() => ({ isActive: true })),
};

function addSite(draft: SiteState, event: Recorded<SiteEventOf<'SiteAdded'>>): void {
  const { siteId, memberRatePlanId, offlineAllocationAmps, ...members } = event.data;
  draft.site = {
    ...members,
    id: siteId,
    isActive: true,
    energyManagement: switched(event, members.energyManagement),
    offlineAllocation: allocationOf(event, offlineAllocationAmps),
    delayedCharging: switched(event, members.delayedCharging),
    memberRate: { ratePlanId: memberRatePlanId, ...provenanceOf(event) },
    ...stampAdded(event),
  };
}

/** The site's allocation counts in every charger without one of its own, so all sums are new. */
function changeOfflineAllocation(
  draft: SiteState,
  event: Recorded<SiteEventOf<'OfflineAllocationChanged'>>,
): void {
  const { offlineAllocationAmps } = event.data;
  changed(() => ({ offlineAllocation: allocationOf(event, offlineAllocationAmps) }))(draft, event);
  if (!exists(draft)) return;
  const loads = loadsBelow(draft.site, draft.panels, draft.chargers.values());
  for (const panel of draft.panels.values()) {
    draft.panels.set(panel.id, { ...panel, load: loads.get(panel.id) ?? NO_LOAD });
  }
}

function changed<Event extends Recorded<SettingsEvent>>(
  membersOf: (event: Event) => Partial<SettingsState>,
) {
  return (draft: SiteState, event: Event): void => {
    if (draft.site === undefined) return;
    draft.site = { ...draft.site, ...membersOf(event), ...stampChanged(event) };
  };
}

function allocationOf(event: Recorded<SettingsEvent>, amps: number | null) {
  return { tenths: amps === null ? null : toTenths(amps), ...provenanceOf(event) };
}

function switched(event: Recorded<SettingsEvent>, isOn: boolean) {
  return { isOn, ...provenanceOf(event) };
}

function provenanceOf(event: Recorded<SettingsEvent>): Provenance {
  return { since: event.at, by: event.by };
}
