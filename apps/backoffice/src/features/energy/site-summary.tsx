import { Alert } from 'antd';

import { ChangeNote } from '../../components/change-note';
import { RatePlanName } from '../../components/rate-plan-name';
import { amps, onOrOff } from '../../lib/format';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { type Site } from '../../lib/things';
import { zoneName } from '../../lib/zoned-time';
import { countryName } from './countries';

const TEXTS = ENERGY_TEXTS.site;

interface SiteSummaryParts {
  readonly site: Site;
  /** It is shown as it was. */
  readonly isPast: boolean;
}

/** What holds for the whole site, above its tree. */
export function SiteSummary({ site, isPast }: SiteSummaryParts) {
  const { address, lastChangedAt: at, lastChangedBy: by } = site;
  const pastZone = isPast ? site.timeZone : undefined;
  const facts = [
    [TEXTS.address, addressText(address)],
    [TEXTS.timeZone, zoneName(site.timeZone)],
    [TEXTS.energyManagement, onOrOff(site.energyManagement)],
    [TEXTS.offlineAllocation, offlineText(site)],
    [TEXTS.delayedCharging, onOrOff(site.delayedCharging)],
    [TEXTS.loadFactor, TEXTS.loadFactorOf(site.continuousLoadFactor)],
    [TEXTS.memberRate, <RatePlanName key="rate" ratePlanId={site.memberRatePlanId} />],
    [TEXTS.lastChange, <ChangeNote key="change" {...{ at, by, pastZone }} />],
  ] as const;
  return (
    <>
      <SiteNotices site={site} />
      <dl className="site-facts" aria-label={TEXTS.facts}>
        {facts.map(([title, content]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{content}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function SiteNotices({ site: { active, needsAttention } }: { readonly site: Site }) {
  const flags = needsAttention.map(({ code }) => ENERGY_TEXTS.attention[code]);
  return (
    <>
      {active ? null : (
        <Alert
          className="problem-notice"
          type="warning"
          title={TEXTS.inactiveTitle}
          description={TEXTS.inactiveText}
        />
      )}
      {flags.length === 0 ? null : (
        <Alert
          className="problem-notice"
          type="warning"
          title={TEXTS.attentionTitle}
          description={flags.map((flag) => `${flag}.`).join(' ')}
        />
      )}
    </>
  );
}

function addressText({ line1, postalCode, city, region, country }: Site['address']): string {
  const town = [postalCode, city].filter(Boolean).join(' ');
  return [line1, town, region, countryName(country)].filter(Boolean).join(', ');
}

function offlineText({ offlineAllocationAmps: allocation }: Site): string {
  if (allocation === null) return COMMON_TEXTS.none;
  return allocation === 0 ? TEXTS.offlineNone : TEXTS.offlineEach(amps(allocation));
}
