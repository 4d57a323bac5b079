import { type ReactNode } from 'react';

import { ampsOf } from '../../lib/amps';
import { amps } from '../../lib/format';
import { usePanelChoices } from '../../lib/panels';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { THING_TEXTS } from '../../lib/texts/things';
import { useDriver, useGroup, useRatePlan } from '../../lib/things';
import { type ChargerValues } from './charger-values';

const { none: blank } = THING_TEXTS.newer;

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
  panel: (parts) => <PanelName {...parts} />,
  scope: (parts) => <ScopeValue {...parts} />,
  alias: ({ values }) => values.alias || blank,
  qaAlias: ({ values }) => values.qaAlias || blank,
  parking: ({ values }) => values.parking || blank,
  connectors: ({ values }) =>
    values.connectors
      .map(({ number, terminalId }) => `${CHARGER_TEXTS.connector(number)}: ${terminalId || '–'}`)
      .join(', '),
  ratePlanId: ({ values }) => <RateName ratePlanId={values.ratePlanId} />,
  isDelayCancelled: ({ values }) =>
    values.isDelayCancelled ? CHARGER_TEXTS.overrideForm.delay.cancel : blank,
  offlineAllocation: ({ values }) => ampsText(values.offlineAllocation),
};

function ampsText(text: string): string {
  const value = ampsOf(text);
  return value === undefined ? text || blank : amps(value);
}

function PanelName({ values: { panel }, accountId }: FieldValueParts) {
  const { data } = usePanelChoices({ accountId, siteId: panel?.siteId });
  return data?.find(({ id }) => id === panel?.panelId)?.path.join(' › ') ?? '…';
}

function ScopeValue({ values: { scope, driverId, groupIds } }: FieldValueParts) {
  if (scope === undefined) return blank;
  return (
    <>
      {CHARGER_TEXTS.scopes[scope].name}
      {scope === 'private' ? <DriverName driverId={driverId} /> : null}
      {scope === 'groups' ? groupIds.map((id) => <GroupName key={id} groupId={id} />) : null}
    </>
  );
}

function DriverName({ driverId }: { readonly driverId: string | undefined }) {
  const { data } = useDriver(driverId);
  return ` · ${data?.externalId ?? '…'}`;
}

function GroupName({ groupId }: { readonly groupId: string }) {
  const { data } = useGroup(groupId);
  return ` · ${data?.name ?? '…'}`;
}

function RateName({ ratePlanId }: { readonly ratePlanId: string | undefined }) {
  const { data } = useRatePlan(ratePlanId);
  return ratePlanId === undefined ? blank : (data?.name ?? '…');
}
