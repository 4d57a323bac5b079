import { amps } from '../../lib/format';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { useRatePlan } from '../../lib/things';
import { type Member } from './conflict';
import { countryName } from './countries';
import { type KnownSite, type SitePatch } from './site-form';

const TEXTS = ENERGY_TEXTS.form;

/** The site as the form would leave it. */
export function patchedSite(
  site: KnownSite,
  { address, reason: _, ...patch }: SitePatch,
): KnownSite {
  return { ...site, ...patch, address: { ...site.address, ...address } };
}

/** What the forms of a site may change, as a person reads it. */
export function siteMembers(site: KnownSite): readonly Member[] {
  const { address, location, memberRatePlanId, continuousLoadFactor } = site;
  const { line1, city, region = null, postalCode = null, country } = address;
  const lines = [line1, postalCode, city, region, countryName(country)];
  return [
    textMember(TEXTS.name, site.name),
    textMember(TEXTS.place, lines.filter((line) => line !== null).join(', ')),
    textMember(TEXTS.timeZone, site.timeZone),
    textMember(
      `${TEXTS.latitude}, ${TEXTS.longitude}`,
      location && `${location.latitude}, ${location.longitude}`,
    ),
    textMember(TEXTS.type, site.type),
    textMember(TEXTS.description, site.description),
    textMember(TEXTS.externalId, site.externalId),
    {
      label: TEXTS.memberRate,
      value: memberRatePlanId,
      shown: <RatePlanName id={memberRatePlanId} />,
    },
    textMember(TEXTS.loadFactor, String(continuousLoadFactor)),
    switchMember(TEXTS.energyManagement, site.energyManagement),
    textMember(TEXTS.offlineAllocation, ampsOrNull(site.offlineAllocationAmps)),
    switchMember(TEXTS.delayedCharging, site.delayedCharging),
    switchMember(TEXTS.active, site.active),
  ];
}

function textMember(label: string, value: string | null): Member {
  return { label, value, shown: value ?? TEXTS.nothing };
}

function switchMember(label: string, isOn: boolean): Member {
  return { label, value: isOn, shown: isOn ? TEXTS.on : TEXTS.off };
}

function ampsOrNull(value: number | null): string | null {
  return value === null ? null : amps(value);
}

export function RatePlanName({ id }: { readonly id: string | null }) {
  const { data } = useRatePlan(id);
  return id === null ? TEXTS.nothing : (data?.name ?? '…');
}
