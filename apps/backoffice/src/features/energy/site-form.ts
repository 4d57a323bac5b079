import { ampsOf } from '../../lib/amps';
import { degreesOf, type Place } from './place-text';

interface Address {
  readonly line1: string;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string;
}

/** A site as a form sends it. */
export interface SiteBody {
  readonly name: string;
  readonly address: Address;
  readonly location: Place | null;
  readonly timeZone: string;
  readonly type: string | null;
  readonly description: string | null;
  readonly externalId: string | null;
  readonly memberRatePlanId: string | null;
  readonly continuousLoadFactor: LoadFactor;
  readonly energyManagement: boolean;
  readonly offlineAllocationAmps: number | null;
  readonly delayedCharging: boolean;
  readonly active: boolean;
}

export type LoadFactor = 0.8 | 1;
export type NewSiteBody = Omit<SiteBody, 'continuousLoadFactor' | 'active'> & {
  readonly continuousLoadFactor?: LoadFactor;
};
export type SitePatch = Partial<Omit<SiteBody, 'address'>> & {
  readonly address?: Partial<Address>;
  readonly reason?: string;
};

/** The site as the service answers it: what it leaves out of an address is none. */
export type KnownSite = Omit<SiteBody, 'address'> & {
  readonly address: Omit<Address, 'region' | 'postalCode'> & {
    readonly region?: string | null;
    readonly postalCode?: string | null;
  };
};

/** A site as it is typed. */
export interface SiteValues {
  readonly name: string;
  readonly address: { readonly [Member in keyof Address]: string };
  readonly location: { readonly latitude: string; readonly longitude: string };
  readonly timeZone: string;
  readonly type: string;
  readonly description: string;
  readonly externalId: string;
  readonly memberRatePlanId: string | undefined;
  readonly continuousLoadFactor: LoadFactor | typeof BY_COUNTRY;
  readonly energyManagement: boolean;
  readonly offlineAllocationAmps: string;
  readonly delayedCharging: boolean;
  readonly active: boolean;
  readonly reason: string;
}

export const BY_COUNTRY = 'by-country';

export const EMPTY_SITE: SiteValues = {
  name: '',
  address: { line1: '', city: '', region: '', postalCode: '', country: '' },
  location: { latitude: '', longitude: '' },
  timeZone: '',
  type: '',
  description: '',
  externalId: '',
  memberRatePlanId: undefined,
  continuousLoadFactor: BY_COUNTRY,
  energyManagement: false,
  offlineAllocationAmps: '',
  delayedCharging: false,
  active: true,
  reason: '',
};

export function siteValuesOf(site: KnownSite): SiteValues {
  const { address, location } = site;
  return {
    ...site,
    address: {
      ...address,
      region: textOf(address.region),
      postalCode: textOf(address.postalCode),
    },
    location: { latitude: textOf(location?.latitude), longitude: textOf(location?.longitude) },
    type: textOf(site.type),
    description: textOf(site.description),
    externalId: textOf(site.externalId),
    memberRatePlanId: site.memberRatePlanId ?? undefined,
    offlineAllocationAmps: textOf(site.offlineAllocationAmps),
    reason: '',
  };
}

function textOf(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

/** Undefined while something is missing, or is not what it should be. */
export function newSiteBodyOf(values: SiteValues): NewSiteBody | undefined {
  const body = bodyOf(values);
  if (body === undefined) return undefined;
  const { active: _, continuousLoadFactor, ...members } = body;
  return { ...members, ...(continuousLoadFactor !== undefined && { continuousLoadFactor }) };
}

/** The members in which the form differs from the site, with the reason that was given. */
export function sitePatchOf(values: SiteValues, site: KnownSite): SitePatch | undefined {
  const body = bodyOf(values);
  if (body === undefined) return undefined;
  const { address, location, ...members } = body;
  const addressPatch = differing(address, withNulls(site.address));
  const isMoved = JSON.stringify(location) !== JSON.stringify(placeIn(site));
  const patch = {
    ...differing(members, site),
    ...(Object.keys(addressPatch).length > 0 && { address: addressPatch }),
    ...(isMoved && { location }),
  } as SitePatch;
  const reason = values.reason.trim();
  return 'active' in patch && reason !== '' ? { ...patch, reason } : patch;
}

/** Said with switching off, and with nothing else. */
export const SENT_ALONG = ['reason'] as const;

/** What the fields say, however it was typed; there is no delay without energy management. */
export function saidOfSite(values: SiteValues) {
  const { location, offlineAllocationAmps: allocation, active, reason } = values;
  const management = [values.energyManagement, isDelayed(values)];
  return {
    ...values,
    address: addressOf(values.address),
    location: [location.latitude, location.longitude].map(saidInDegrees),
    offlineAllocationAmps: ampsOf(allocation) ?? allocation.trim(),
    energyManagement: management,
    delayedCharging: management,
    reason: active ? '' : reason.trim(),
  };
}

function saidInDegrees(text: string): number | string {
  return degreesOf(text, 180) ?? text.trim();
}

/** Back to inactive there is no way without another reason. */
export function siteWayBack(before: Partial<SiteValues>): Partial<SiteValues> | undefined {
  return before.active === false ? undefined : before;
}

type Judged = Omit<SiteBody, 'continuousLoadFactor'> & {
  readonly continuousLoadFactor: LoadFactor | undefined;
};

function bodyOf(values: SiteValues): Judged | undefined {
  const location = locationOf(values.location);
  const offlineAllocationAmps = optionalAmps(values.offlineAllocationAmps);
  if (location === undefined || offlineAllocationAmps === undefined) return undefined;
  const required = [values.name, values.address.line1, values.address.city, values.timeZone];
  if ([...required, values.address.country].some((text) => text.trim() === '')) return undefined;
  const { continuousLoadFactor, energyManagement } = values;
  return {
    name: values.name.trim(),
    address: addressOf(values.address),
    location,
    timeZone: values.timeZone,
    type: textOrNull(values.type),
    description: textOrNull(values.description),
    externalId: textOrNull(values.externalId),
    memberRatePlanId: values.memberRatePlanId ?? null,
    continuousLoadFactor: continuousLoadFactor === BY_COUNTRY ? undefined : continuousLoadFactor,
    energyManagement,
    offlineAllocationAmps,
    delayedCharging: isDelayed(values),
    active: values.active,
  };
}

/** It goes off with energy management, and comes back with it for as long as the form is open. */
export function isDelayed({ energyManagement, delayedCharging }: SiteValues): boolean {
  return energyManagement && delayedCharging;
}

function addressOf({ line1, city, region, postalCode, country }: SiteValues['address']): Address {
  return {
    line1: line1.trim(),
    city: city.trim(),
    region: textOrNull(region),
    postalCode: textOrNull(postalCode),
    country,
  };
}

function locationOf({ latitude, longitude }: SiteValues['location']): Place | null | undefined {
  if (latitude.trim() === '' && longitude.trim() === '') return null;
  const place = { latitude: degreesOf(latitude, 90), longitude: degreesOf(longitude, 180) };
  const isWhole = place.latitude !== undefined && place.longitude !== undefined;
  return isWhole ? (place as Place) : undefined;
}

function optionalAmps(text: string): number | null | undefined {
  return text.trim() === '' ? null : ampsOf(text);
}

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function withNulls(address: KnownSite['address']): Address {
  return { ...address, region: address.region ?? null, postalCode: address.postalCode ?? null };
}

function placeIn({ location }: KnownSite): Place | null {
  return location && { latitude: location.latitude, longitude: location.longitude };
}

function differing<Members extends object>(is: Members, was: object): Partial<Members> {
  const before = was as Record<string, unknown>;
  const changed = Object.entries(is).filter(
    ([name, value]) => value !== undefined && value !== before[name],
  );
  return Object.fromEntries(changed) as Partial<Members>;
}
