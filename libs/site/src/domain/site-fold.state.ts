import { type Instant, type Recorded } from '@chargebook/kernel';

import { CHARGER_EVOLVERS, type ChargerState } from './charger.state';
import { type ChargerIdentity } from './identity.state';
import { PANEL_EVOLVERS } from './panel.state';
import { type SiteEvent } from './site.events';
import { type ExistingSite, type Evolvers, SETTINGS_EVOLVERS, type SiteState } from './site.state';

const EVOLVERS: Evolvers<SiteEvent> = {
  ...SETTINGS_EVOLVERS,
  ...PANEL_EVOLVERS,
  ...CHARGER_EVOLVERS,
};

/** Changes the draft, which belongs to the fold alone. */
export function evolveSite(draft: SiteState, event: Recorded<SiteEvent>): void {
  const evolve = EVOLVERS[event.type] as (draft: SiteState, event: Recorded<SiteEvent>) => void;
  evolve(draft, event);
}

/** A draft beside the state: events put other panels and chargers in it, and change none. */
export function draftOf({ site, panels, chargers }: Readonly<SiteState>): SiteState {
  return { site, panels: new Map(panels), chargers: new Map(chargers) };
}

/** What has not been recorded yet has no time; no rule asks for one. */
const UNRECORDED = { at: '' as Instant, by: '' };

/**
 * The state after all the events of a command, beside the state before. Of the chargers it knows
 * but those given: an edit of one charger must not copy a thousand.
 */
export function foresee(
  state: Readonly<SiteState>,
  events: readonly SiteEvent[],
  chargers: Map<ChargerIdentity, ChargerState> = state.chargers,
): ExistingSite {
  const draft: SiteState = { site: state.site, panels: new Map(state.panels), chargers };
  for (const event of events) evolveSite(draft, { ...event, ...UNRECORDED });
  return draft as ExistingSite;
}
