import { type ReactNode } from 'react';

import { RatePlanName } from '../../components/rate-plan-name';
import { ampsOf } from '../../lib/amps';
import { amps, onOrOff } from '../../lib/format';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { countryName } from './countries';
import { isDelayed, saidOfSite, type SiteValues } from './site-form';

const TEXTS = ENERGY_TEXTS.form;

/** What the forms of a site may change. */
export const SITE_LABELS = {
  name: TEXTS.name,
  address: TEXTS.place,
  location: `${TEXTS.latitude}, ${TEXTS.longitude}`,
  timeZone: TEXTS.timeZone,
  type: TEXTS.type,
  description: TEXTS.description,
  externalId: TEXTS.externalId,
  memberRatePlanId: TEXTS.memberRate,
  continuousLoadFactor: TEXTS.loadFactor,
  energyManagement: TEXTS.energyManagement,
  offlineAllocationAmps: TEXTS.offlineAllocation,
  delayedCharging: TEXTS.delayedCharging,
  active: TEXTS.active,
};

/** Of the fields that do not stand for themselves. */
const SHOWN: { readonly [Field in keyof SiteValues]?: (values: SiteValues) => ReactNode } = {
  address: ({ address: { line1, postalCode, city, region, country } }) =>
    inOneLine([line1, postalCode, city, region, countryName(country)]),
  location: ({ location: { latitude, longitude } }) => inOneLine([latitude, longitude]),
  memberRatePlanId: ({ memberRatePlanId }) => <RatePlanName ratePlanId={memberRatePlanId} />,
  energyManagement: ({ energyManagement }) => onOrOff(energyManagement),
  offlineAllocationAmps: ({ offlineAllocationAmps }) => ampsText(offlineAllocationAmps),
  delayedCharging: (values) => onOrOff(isDelayed(values)),
};

/** A field, as a person reads it. */
export function siteFieldText(field: keyof SiteValues, values: SiteValues): ReactNode {
  const show = SHOWN[field];
  if (show !== undefined) return show(values);
  const said = saidOfSite(values)[field];
  if (typeof said === 'boolean') return onOrOff(said);
  const text = typeof said === 'number' ? String(said) : said;
  return typeof text === 'string' && text.trim() !== '' ? text : COMMON_TEXTS.none;
}

function inOneLine(parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== '').join(', ') || COMMON_TEXTS.none;
}

function ampsText(text: string): string {
  const value = ampsOf(text);
  return value === undefined ? text.trim() || COMMON_TEXTS.none : amps(value);
}
