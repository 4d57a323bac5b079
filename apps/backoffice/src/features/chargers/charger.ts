import { type components } from '../../generated/api';

export type Charger = components['schemas']['ChargerDto'];
/** As the list is asked for: with the names of site and panels. */
export type ListedCharger = Required<components['schemas']['ListedChargerDto']>;

export const SCOPE_KINDS = ['closed', 'open', 'private', 'account', 'groups', 'public'] as const;
export type ScopeKind = (typeof SCOPE_KINDS)[number];

type Source = 'site' | 'override';

/** A value that the charger works with, and where it comes from. */
export interface Sourced {
  readonly source: Source;
  readonly since: string;
  readonly by: string;
}

/** The description leaves members of nested objects open; the service always sends them. */
interface Effective {
  readonly limit: { readonly amps: number; readonly bindingPanelId: string | null };
  readonly rate: Sourced & { readonly ratePlanId: string | null };
  readonly delay: Sourced & { readonly delayed: boolean };
  readonly offlineAllocation: Sourced & { readonly amps: number | null };
}

export function effectiveOf(charger: Charger): Effective {
  return charger.effective as Effective;
}

interface Overrides {
  readonly rate: { readonly ratePlanId: string } | null;
  readonly delay: { readonly cancelled: true } | null;
  readonly offlineAllocation: { readonly amps: number } | null;
}

export function overridesOf(charger: Charger): Overrides {
  return charger.overrides as Overrides;
}
