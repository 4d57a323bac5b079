import { toAmps } from './amps.rules';
import { textOrNull } from './charger-edit.rules';
import { type Patch, type SitePatch } from './site.commands';
import { type Address, type Location, type SettingsEvent, type SiteDetails } from './site.events';
import { type SettingsState } from './site.state';

/** Finds what one part of the form changes; a value equal to the stored one changes nothing. */
type Finder = (site: SettingsState, patch: SitePatch) => SettingsEvent | undefined;

const details: Finder = (site, patch) => {
  const asked = detailsAsked(site, patch);
  const names = Object.keys(asked) as (keyof SiteDetails)[];
  const changed = names.filter(
    (name) => JSON.stringify(asked[name]) !== JSON.stringify(site[name]),
  );
  if (changed.length === 0) return undefined;
  const members = Object.fromEntries(changed.map((name) => [name, asked[name]]));
  return { type: 'SiteDetailsChanged', data: { siteId: site.id, ...members } };
};

/** The details as they would be, those alone that the patch speaks of. */
function detailsAsked(site: SettingsState, patch: SitePatch): Partial<SiteDetails> {
  const { name, timeZone, address, location } = patch;
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(address !== undefined && {
      address: addressOf({ ...site.address, ...given<Address>(address) }),
    }),
    ...(location !== undefined && { location: locationAsked(site, location) }),
    ...(timeZone !== undefined && { timeZone }),
    ...optionalTexts(patch),
  };
}

function optionalTexts({ type, description, externalId }: SitePatch): Partial<SiteDetails> {
  return {
    ...(type !== undefined && { type: textOrNull(type) }),
    ...(description !== undefined && { description: textOrNull(description) }),
    ...(externalId !== undefined && { externalId: textOrNull(externalId) }),
  };
}

/** Without a stored location, a part of one stays a part; a rule refuses it. */
function locationAsked(
  site: SettingsState,
  location: NonNullable<SitePatch['location']> | null,
): Location | null {
  if (location === null) return null;
  const { latitude, longitude } = { ...site.location, ...given<Location>(location) };
  return { latitude, longitude } as Location;
}

/** The members that a patch speaks of. */
function given<Members extends object>(patch: Patch<Members>): Partial<Members> {
  const members = Object.entries(patch).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members) as Partial<Members>;
}

/** An address with all its members, in one order. */
export function addressOf(
  asked: Pick<Address, 'line1' | 'city' | 'country'> & {
    readonly region?: string | null | undefined;
    readonly postalCode?: string | null | undefined;
  },
): Address {
  return {
    line1: asked.line1,
    city: asked.city,
    region: asked.region ?? null,
    postalCode: asked.postalCode ?? null,
    country: asked.country,
  };
}

const memberRate: Finder = (site, { memberRatePlanId: ratePlanId }) => {
  if (ratePlanId === undefined || ratePlanId === site.memberRate.ratePlanId) return undefined;
  return { type: 'MemberRateChanged', data: { siteId: site.id, ratePlanId } };
};

const loadFactor: Finder = (site, { continuousLoadFactor }) => {
  const isSame = continuousLoadFactor === site.continuousLoadFactor;
  if (continuousLoadFactor === undefined || isSame) return undefined;
  return { type: 'ContinuousLoadFactorChanged', data: { siteId: site.id, continuousLoadFactor } };
};

const offlineAllocation: Finder = (site, { offlineAllocationAmps }) => {
  const { tenths } = site.offlineAllocation;
  const stored = tenths === null ? null : toAmps(tenths);
  if (offlineAllocationAmps === undefined || offlineAllocationAmps === stored) return undefined;
  return { type: 'OfflineAllocationChanged', data: { siteId: site.id, offlineAllocationAmps } };
};

const energyManagement: Finder = (site, { energyManagement: isOn }) => {
  if (isOn === undefined || isOn === site.energyManagement.isOn) return undefined;
  const type = isOn ? 'EnergyManagementEnabled' : 'EnergyManagementDisabled';
  return { type, data: { siteId: site.id } };
};

const delayedCharging: Finder = (site, { delayedCharging: isOn }) => {
  if (isOn === undefined || isOn === site.delayedCharging.isOn) return undefined;
  const type = isOn ? 'DelayedChargingEnabled' : 'DelayedChargingDisabled';
  return { type, data: { siteId: site.id } };
};

const activity: Finder = (site, { active: isActive }) => {
  if (isActive === undefined || isActive === site.isActive) return undefined;
  return { type: isActive ? 'SiteReactivated' : 'SiteDeactivated', data: { siteId: site.id } };
};

const FINDERS: readonly Finder[] = [
  details,
  memberRate,
  loadFactor,
  offlineAllocation,
  energyManagement,
  delayedCharging,
  activity,
];

/** The few events that say what the form changes, none when it changes nothing. */
export function siteEdits(site: SettingsState, patch: SitePatch): readonly SettingsEvent[] {
  return FINDERS.flatMap((find) => find(site, patch) ?? []);
}
