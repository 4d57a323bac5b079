import { Checkbox, Form } from 'antd';
import { type ReactNode } from 'react';

import { AmpsInput } from '../../components/amps-input';
import { ChangeNote } from '../../components/change-note';
import { RatePlanChoice } from '../../components/choices';
import { ampsOf } from '../../lib/amps';
import { amps } from '../../lib/format';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { type Site, useRatePlan, useSite } from '../../lib/things';
import { type Charger, effectiveOf, overridesOf, type Sourced } from './charger';

const TEXTS = CHARGER_TEXTS.overrideForm;

interface OverrideFieldsParts {
  readonly charger: Charger;
  /** What an administrator changes: rate and delay. */
  readonly mayEdit: boolean;
  /** What support changes: the offline allocation. */
  readonly maySupport: boolean;
}

/** The charger's own values in place of the site's, each with the site's beside it. */
export function OverrideFields({ charger, mayEdit, maySupport }: OverrideFieldsParts) {
  const { data: site } = useSite(charger.siteId);
  return (
    <fieldset className="overrides">
      <legend>{CHARGER_TEXTS.form.optional(TEXTS.title)}</legend>
      <p className="quiet help">{TEXTS.help}</p>
      <RateField charger={charger} site={site} isDisabled={!mayEdit} />
      <DelayField charger={charger} site={site} isDisabled={!mayEdit} />
      <OfflineAllocationField charger={charger} site={site} isDisabled={!maySupport} />
    </fieldset>
  );
}

interface OverrideFieldParts {
  readonly charger: Charger;
  readonly site: Site | undefined;
  readonly isDisabled: boolean;
}

function RateField({ charger, site, isDisabled }: OverrideFieldParts) {
  const { data: plan } = useRatePlan(site?.memberRatePlanId);
  const own = site?.memberRatePlanId === null ? COMMON_TEXTS.none : plan?.name;
  return (
    <Form.Item
      name="ratePlanId"
      label={TEXTS.rate.label}
      extra={<Provenance help={TEXTS.rate.help} site={own} from={effectiveOf(charger).rate} />}
    >
      <RatePlanChoice disabled={isDisabled} placeholder={TEXTS.rate.placeholder} />
    </Form.Item>
  );
}

function DelayField({ charger, site, isDisabled }: OverrideFieldParts) {
  const isSet = overridesOf(charger).delay !== null;
  const isIdle = site !== undefined && !site.delayedCharging && !isSet;
  const own = site && (site.delayedCharging ? TEXTS.delay.on : TEXTS.delay.off);
  const help = isIdle ? TEXTS.delay.needsDelay : TEXTS.delay.help;
  return (
    <Form.Item
      name="isDelayCancelled"
      valuePropName="checked"
      label={TEXTS.delay.label}
      extra={<Provenance help={help} site={own} from={effectiveOf(charger).delay} />}
    >
      <Checkbox disabled={isDisabled || isIdle}>{TEXTS.delay.cancel}</Checkbox>
    </Form.Item>
  );
}

function OfflineAllocationField({ charger, site, isDisabled }: OverrideFieldParts) {
  const { label, help, none, placeholder, needsSupport, needsManagement } = TEXTS.offlineAllocation;
  const isSet = overridesOf(charger).offlineAllocation !== null;
  const isIdle = site !== undefined && !site.energyManagement && !isSet;
  const said = isIdle ? needsManagement : isDisabled ? `${help} ${needsSupport}` : help;
  return (
    <Form.Item
      name="offlineAllocation"
      label={label}
      rules={[{ validator: isBlankOrAmps }]}
      extra={
        <Provenance
          help={said}
          site={site && allocationOf(site, none)}
          from={effectiveOf(charger).offlineAllocation}
        />
      }
    >
      <AmpsInput disabled={isDisabled || isIdle} placeholder={placeholder} />
    </Form.Item>
  );
}

function allocationOf({ energyManagement, offlineAllocationAmps }: Site, none: string): string {
  return energyManagement && offlineAllocationAmps !== null ? amps(offlineAllocationAmps) : none;
}

function isBlankOrAmps(_rule: unknown, text: string): Promise<void> {
  const isGood = text.trim() === '' || ampsOf(text) !== undefined;
  return isGood ? Promise.resolve() : Promise.reject(new Error(TEXTS.offlineAllocation.noNumber));
}

interface ProvenanceParts {
  readonly help: ReactNode;
  readonly site: string | undefined;
  readonly from: Sourced;
}

/** The site's value, and who set what is in force. */
function Provenance({ help, site, from: { source, since, by } }: ProvenanceParts) {
  return (
    <>
      {help}
      <span className="provenance">
        {site === undefined ? null : <b>{TEXTS.site(site)}</b>}
        {source === 'override' ? (
          <>
            {TEXTS.set} <ChangeNote at={since} by={by} />
          </>
        ) : null}
      </span>
    </>
  );
}
