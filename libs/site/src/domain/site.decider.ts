import { type Aggregate, type ClaimRules, type Decider, type ThingId } from '@chargebook/kernel';

import { roleFor, roleNeedOf } from './change-pointers.rules';
import { CHARGER_DECISIONS, CHARGER_EVENTS } from './charger.decider';
import { CHARGER_LABEL_CLAIMS } from './charger-labels.claims';
import { type SiteDecision, UNCHANGED } from './judgement.rules';
import { PANEL_DECISIONS, PANEL_EVENTS } from './panel.decider';
import { PAYMENT_TERMINAL_CLAIMS } from './payment-terminals.claims';
import { type SiteRejection } from './rejections.rules';
import { SETTINGS_DECISIONS, SETTINGS_EVENTS } from './settings.decider';
import { type SiteCommand } from './site.commands';
import { SITE_CATEGORY, SITE_SCHEMAS, type SiteEvent } from './site.events';
import { draftOf, evolveSite } from './site-fold.state';
import { emptySite, type ExistingSite, exists, type SiteState } from './site.state';

type ByCommand<Result> = {
  readonly [Type in SiteCommand['type']]: (
    command: Extract<SiteCommand, { readonly type: Type }>,
    state: ExistingSite,
  ) => Result;
};

const DECISIONS: ByCommand<SiteDecision> = {
  ...SETTINGS_DECISIONS,
  ...PANEL_DECISIONS,
  ...CHARGER_DECISIONS,
};

const EVENTS: ByCommand<readonly SiteEvent[]> = {
  ...SETTINGS_EVENTS,
  ...PANEL_EVENTS,
  ...CHARGER_EVENTS,
};

/** Only a site can be added where there is none; the kernel answers all else with not found. */
function isPossible(command: SiteCommand, state: Readonly<SiteState>): state is ExistingSite {
  return command.type === 'AddSite' || exists(state);
}

const decider: Decider<SiteCommand, SiteEvent, SiteState, SiteRejection> = {
  initial: emptySite,
  decide(command, state) {
    if (!isPossible(command, state)) return UNCHANGED;
    return DECISIONS[command.type](command as never, state);
  },
  evolve: evolveSite,
};

/** The one thing that an event is of: a charger, a panel, or the site itself. */
function touches({ data }: SiteEvent): readonly ThingId[] {
  if ('id' in data) return [data.id];
  return 'panelId' in data ? [data.panelId] : [data.siteId];
}

/** The kinds of things that the stream of a site holds. */
export type SiteThingKind = 'site' | 'panel' | 'charger';

const HOLDS: Readonly<Record<SiteThingKind, (state: SiteState, thing: ThingId) => boolean>> = {
  site: ({ site }, thing) => site?.id === thing,
  panel: ({ panels }, thing) => panels.has(thing as never),
  charger: ({ chargers }, thing) => chargers.has(thing as never),
};

const CLAIM_RULES: readonly ClaimRules<SiteEvent, SiteState>[] = [
  CHARGER_LABEL_CLAIMS,
  PAYMENT_TERMINAL_CLAIMS,
];

/** The site, its panels and its chargers: one stream, because current is shared between them. */
export const siteAggregate: Aggregate<SiteCommand, SiteEvent, SiteState, SiteRejection> = {
  category: SITE_CATEGORY,
  decider,
  schemas: SITE_SCHEMAS,
  touches,
  roleFor,
  rolesNeeded(command, state) {
    if (!isPossible(command, state)) return [];
    return EVENTS[command.type](command as never, state).map(roleNeedOf);
  },
  accountOf: ({ site }) => site?.accountId,
  holds: (state, thing, kind) => kind !== undefined && HOLDS[kind as SiteThingKind](state, thing),
  claims: {
    wishesOf: (event) => CLAIM_RULES.flatMap((rules) => rules.wishesOf(event)),
    leftBy: (event, before) => CLAIM_RULES.flatMap((rules) => rules.leftBy(event, before)),
    isInUse: (state, stream) => CLAIM_RULES.some((rules) => rules.isInUse(state, stream)),
  },
  draftOf,
};
