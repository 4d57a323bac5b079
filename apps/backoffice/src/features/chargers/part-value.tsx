import { type ReactNode } from 'react';

import { ampsOf } from '../../lib/amps';
import { amps } from '../../lib/format';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { type Part } from './charger-patch';
import { type ChargerValues } from './charger-values';
import { ScopeText } from './scope-text';
import { PanelName, RatePlanName } from './thing-names';

const { blank } = CHARGER_TEXTS.versions;

interface PartValueParts {
  readonly part: Part;
  readonly values: ChargerValues;
  readonly accountId: string;
}

/** One part of the form, in words. */
export function PartValue(parts: PartValueParts) {
  return <span className="part-value">{SHOWN[parts.part](parts)}</span>;
}

const SHOWN: Readonly<Record<Part, (parts: PartValueParts) => ReactNode>> = {
  chargerId: ({ values }) => values.chargerId || blank,
  limit: ({ values }) => ampsText(values.limit),
  panel: (parts) => <PanelValue {...parts} />,
  scope: (parts) => <ScopeValue {...parts} />,
  alias: ({ values }) => values.alias || blank,
  qaAlias: ({ values }) => values.qaAlias || blank,
  parking: ({ values }) => values.parking || blank,
  connectors: ({ values }) =>
    values.connectors
      .map(({ number, terminalId }) => `${CHARGER_TEXTS.connector(number)}: ${terminalId || '–'}`)
      .join(', '),
  rate: ({ values }) => <RateValue ratePlanId={values.ratePlanId} />,
  delay: ({ values }) =>
    values.isDelayCancelled ? CHARGER_TEXTS.overrideForm.delay.cancel : blank,
  offlineAllocation: ({ values }) => ampsText(values.offlineAllocation),
};

function ampsText(text: string): string {
  const value = ampsOf(text);
  return value === undefined ? text || blank : amps(value);
}

function PanelValue({ values: { panel }, accountId }: PartValueParts) {
  return panel === undefined ? '…' : <PanelName accountId={accountId} {...panel} />;
}

function ScopeValue({ values: { scope, driverId, groupIds } }: PartValueParts) {
  if (scope === undefined) return blank;
  return <ScopeText scope={{ kind: scope, ...(driverId && { driverId }), groupIds }} />;
}

function RateValue({ ratePlanId }: { readonly ratePlanId: string | undefined }) {
  return ratePlanId === undefined ? blank : <RatePlanName ratePlanId={ratePlanId} />;
}
