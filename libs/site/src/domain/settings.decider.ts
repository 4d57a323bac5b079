import { textOrNull } from './charger-edit.rules';
import { gridWarnings } from './grid-warnings.rules';
import { judge, type Judgement, type SiteDecision, UNCHANGED } from './judgement.rules';
import { type AddSite, type EditSite } from './site.commands';
import { type ContinuousLoadFactor, type SettingsEvent } from './site.events';
import { gives, type SiteChange, siteChange } from './site-change.rules';
import { addressOf, siteEdits } from './site-edit.rules';
import { SITE_RULES } from './site.rules';
import { type SiteState } from './site.state';

const JUDGEMENT: Judgement<SiteChange> = {
  rules: SITE_RULES,
  warnings: [(change) => gridWarnings({ change, pointer: warnedAt(change) })],
};

/** The events that each command asks for, before any rule is asked. */
export const SETTINGS_EVENTS = {
  AddSite: (command: AddSite, state: Readonly<SiteState>): readonly SettingsEvent[] =>
    state.site === undefined ? [siteAdded(command)] : [],

  EditSite: ({ patch }: EditSite, { site }: Readonly<SiteState>): readonly SettingsEvent[] =>
    site === undefined ? [] : siteEdits(site, patch),
};

export const SETTINGS_DECISIONS = {
  AddSite: (command: AddSite, state: Readonly<SiteState>): SiteDecision => {
    const events = SETTINGS_EVENTS.AddSite(command, state);
    if (events.length === 0) return UNCHANGED;
    return judge(JUDGEMENT, siteChange(state, events, command), events);
  },

  EditSite: (command: EditSite, state: Readonly<SiteState>): SiteDecision => {
    const events = SETTINGS_EVENTS.EditSite(command, state);
    if (events.length === 0) return UNCHANGED;
    return judge(JUDGEMENT, siteChange(state, events, command), events);
  },
};

function warnedAt(change: SiteChange): string {
  return gives(change, 'ContinuousLoadFactorChanged') ? '/continuousLoadFactor' : '';
}

/** RULES 12: the codes of these two countries ask for a reserve under continuous load. */
const COUNTRIES_WITH_A_RESERVE: readonly string[] = ['USA', 'CAN'];

function usualLoadFactor(country: string): ContinuousLoadFactor {
  return COUNTRIES_WITH_A_RESERVE.includes(country) ? 0.8 : 1;
}

function siteAdded({ siteId, accountId, site }: AddSite): SettingsEvent {
  return {
    type: 'SiteAdded',
    data: {
      siteId,
      accountId,
      name: site.name.trim(),
      address: addressOf(site.address),
      location: site.location ?? null,
      timeZone: site.timeZone,
      type: textOrNull(site.type),
      description: textOrNull(site.description),
      externalId: textOrNull(site.externalId),
      ...parametersOf(site),
    },
  };
}

function parametersOf(site: AddSite['site']) {
  return {
    memberRatePlanId: site.memberRatePlanId ?? null,
    continuousLoadFactor: site.continuousLoadFactor ?? usualLoadFactor(site.address.country),
    energyManagement: site.energyManagement ?? false,
    offlineAllocationAmps: site.offlineAllocationAmps ?? null,
    delayedCharging: site.delayedCharging ?? false,
  };
}
