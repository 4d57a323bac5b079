import { type ReactNode } from 'react';

import { RatePlanName } from '../../components/rate-plan-name';
import { ampsOf } from '../../lib/amps';
import { amps } from '../../lib/format';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { type ChargerValues } from './charger-values';
import { ScopeText } from './scope-text';
import { PanelName } from './thing-names';

const { none: blank } = COMMON_TEXTS;

interface FieldValueParts {
  readonly field: keyof ChargerValues;
  readonly values: ChargerValues;
  readonly accountId: string;
}

/** One field of the form, in words. */
export function FieldValue(parts: FieldValueParts): ReactNode {
  return SHOWN[parts.field]?.(parts);
}

const SHOWN: { readonly [Field in keyof ChargerValues]?: (parts: FieldValueParts) => ReactNode } = {
  chargerId: ({ values }) => values.chargerId || blank,
  limit: ({ values }) => ampsText(values.limit),
  panel: (parts) => <PanelValue {...parts} />,
  scope: (parts) => <ScopeValue {...parts} />,
  alias: ({ values }) => values.alias || blank,
  qaAlias: ({ values }) => values.qaAlias || blank,
  parking: ({ values }) => values.parking || blank,
  connectors: ({ values }) =>
    values.connectors
      .map(({ number, terminalId }) => `${CHARGER_TEXTS.connector(number)}: ${terminalId || blank}`)
      .join(', '),
  ratePlanId: ({ values }) => <RatePlanName ratePlanId={values.ratePlanId} />,
  isDelayCancelled: ({ values }) =>
    values.isDelayCancelled ? CHARGER_TEXTS.overrideForm.delay.cancel : blank,
  offlineAllocation: ({ values }) => ampsText(values.offlineAllocation),
};

function ampsText(text: string): string {
  const value = ampsOf(text);
  return value === undefined ? text || blank : amps(value);
}

function PanelValue({ values: { panel }, accountId }: FieldValueParts) {
  return panel === undefined ? '…' : <PanelName accountId={accountId} {...panel} />;
}

function ScopeValue({ values: { scope, driverId, groupIds } }: FieldValueParts) {
  if (scope === undefined) return blank;
  return <ScopeText scope={{ kind: scope, ...(driverId && { driverId }), groupIds }} />;
}
