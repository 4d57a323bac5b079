import {
  CLAIM_CATEGORY,
  type ClaimRules,
  type ClaimStream,
  type ClaimWish,
  streamNameOf,
} from '@chargebook/kernel';

import { type ChargerState } from './charger.state';
import { canonicalName } from './claim-names.claims';
import { type ChargerIdentity } from './identity.state';
import { type SiteEvent } from './site.events';
import { type SiteState } from './site.state';

/** Charger IDs and QA aliases share one space: a printed code means one charger. */
export function labelClaim(label: string): ClaimStream {
  return streamNameOf(CLAIM_CATEGORY, `label-${canonicalName(label)}`) as ClaimStream;
}

export const CHARGER_LABEL_CLAIMS: ClaimRules<SiteEvent, SiteState> = {
  wishesOf(event) {
    if (event.type === 'ChargerAdded') {
      const { id, chargerId, qaAlias } = event.data;
      return [chargerIdWish(id, chargerId), ...qaAliasWishes(id, qaAlias)];
    }
    if (event.type === 'ChargerIdChanged') {
      return [chargerIdWish(event.data.id, event.data.chargerId)];
    }
    if (event.type === 'QaAliasChanged') return qaAliasWishes(event.data.id, event.data.qaAlias);
    return [];
  },

  leftBy(event, before) {
    const charger = 'id' in event.data ? before.chargers.get(event.data.id) : undefined;
    if (charger === undefined) return [];
    if (event.type === 'ChargerIdChanged') return [labelClaim(charger.chargerId)];
    if (event.type === 'QaAliasChanged') return qaAliasClaims(charger);
    return event.type === 'ChargerRetired' ? labelsOf(charger) : [];
  },

  isInUse(state, stream) {
    for (const charger of state.chargers.values()) {
      if (charger.status === 'active' && labelsOf(charger).includes(stream)) return true;
    }
    return false;
  },
};

function chargerIdWish(thing: ChargerIdentity, chargerId: string): ClaimWish {
  const stream = labelClaim(chargerId);
  return { stream, thing, code: 'charger-id-taken', pointer: '/chargerId' };
}

function qaAliasWishes(thing: ChargerIdentity, qaAlias: string | null): readonly ClaimWish[] {
  if (qaAlias === null) return [];
  return [{ stream: labelClaim(qaAlias), thing, code: 'qa-alias-taken', pointer: '/qaAlias' }];
}

function labelsOf(charger: ChargerState): readonly ClaimStream[] {
  return [labelClaim(charger.chargerId), ...qaAliasClaims(charger)];
}

function qaAliasClaims({ qaAlias }: ChargerState): readonly ClaimStream[] {
  return qaAlias === null ? [] : [labelClaim(qaAlias)];
}
