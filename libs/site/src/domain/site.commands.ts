import { type ChargerCommand } from './charger.commands';
import { type AccountId, type SiteId } from './identity.state';
import { type PanelCommand } from './panel.commands';
import {
  type Address,
  type ContinuousLoadFactor,
  type Location,
  type SiteDetails,
} from './site.events';

/** Members of a merge patch: absent or undefined = as it is, null = cleared. */
export type Patch<Members> = { readonly [Name in keyof Members]?: Members[Name] | undefined };

/** The rate plans that a command names; null when there is none of that id. */
export interface RatePlanFacts {
  readonly ratePlans: Readonly<Record<string, { readonly isArchived: boolean } | null>>;
}

interface Parameters {
  readonly memberRatePlanId: string | null;
  readonly continuousLoadFactor: ContinuousLoadFactor;
  readonly energyManagement: boolean;
  readonly offlineAllocationAmps: number | null;
  readonly delayedCharging: boolean;
}

type RequiredDetails = Pick<SiteDetails, 'name' | 'timeZone'>;
type OptionalDetails = Pick<SiteDetails, 'location' | 'type' | 'description' | 'externalId'>;
type RequiredAddress = Pick<Address, 'line1' | 'city' | 'country'>;
type OptionalAddress = Pick<Address, 'region' | 'postalCode'>;

export type NewSite = RequiredDetails &
  Patch<OptionalDetails> &
  Patch<Parameters> & { readonly address: RequiredAddress & Patch<OptionalAddress> };

/** `address` and `location` merge; all else is replaced. */
export type SitePatch = Patch<Omit<SiteDetails, 'address' | 'location'>> &
  Patch<Parameters> & {
    readonly address?: Patch<Address> | undefined;
    readonly location?: Patch<Location> | null | undefined;
    readonly active?: boolean | undefined;
  };

export interface AddSite {
  readonly type: 'AddSite';
  readonly siteId: SiteId;
  readonly accountId: AccountId;
  readonly site: NewSite;
  readonly facts: RatePlanFacts;
}

export interface EditSite {
  readonly type: 'EditSite';
  readonly patch: SitePatch;
  readonly reason?: string | undefined;
  readonly facts: RatePlanFacts;
}

/** Everything that may be asked of a site's stream. */
export type SiteCommand = AddSite | EditSite | PanelCommand | ChargerCommand;
