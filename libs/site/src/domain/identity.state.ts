import { type Instant, type ThingId } from '@chargebook/kernel';

export type AccountId = string & { readonly __account: true };
export type SiteId = ThingId & { readonly __site: true };
export type PanelId = ThingId & { readonly __panel: true };
/** A charger's identity; the text printed on the unit is its `chargerId`. */
export type ChargerIdentity = ThingId & { readonly __charger: true };

/** Since when a value stands, and by whom (RULES 20). */
export interface Provenance {
  readonly since: Instant;
  readonly by: string;
}
