import { type ReactNode } from 'react';

import { RatePlanName } from '../../components/rate-plan-name';
import { amps } from '../../lib/format';
import { type HistoryEntry } from '../../lib/history';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { HISTORY_TEXTS as TEXTS } from '../../lib/texts/history';
import { type Charger } from './charger';
import { ScopeText } from './scope-text';
import { PanelName } from './thing-names';

type Told = HistoryEntry['changes'][number]['after'];

interface HistoryValueParts {
  readonly field: string;
  readonly value: Told;
  readonly accountId: string;
  readonly siteId: string;
}

export function fieldName(field: string): string {
  const names: Readonly<Record<string, string>> = TEXTS.fields;
  // A tab that is older than the service meets fields that it does not know.
  return Object.hasOwn(names, field) ? (names[field] ?? field) : field;
}

/** What a field of a charger held, in words. */
export function HistoryValue(parts: HistoryValueParts) {
  const { field, value } = parts;
  if (value === null) return field.startsWith('overrides.') ? TEXTS.asTheSite : COMMON_TEXTS.none;
  const show = Object.hasOwn(SHOWN, field) ? SHOWN[field] : undefined;
  return show === undefined ? plain(value) : show(value as never, parts);
}

function plain(value: Told): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const SHOWN: Readonly<Record<string, (value: never, place: HistoryValueParts) => ReactNode>> = {
  limitAmps: (limit: number) => amps(limit),
  panelId: (panelId: string, { accountId, siteId }) => (
    <PanelName accountId={accountId} siteId={siteId} panelId={panelId} />
  ),
  scope: (scope: Charger['scope']) => <ScopeText scope={scope} />,
  connectors: (connectors: Charger['connectors']) => connectors.map(connectorText).join('; '),
  paymentTerminals: (terminals: Charger['paymentTerminals']) =>
    terminals.map(terminalText).join('; ') || COMMON_TEXTS.none,
  'overrides.rate': ({ ratePlanId }: { readonly ratePlanId: string }) => (
    <RatePlanName ratePlanId={ratePlanId} />
  ),
  'overrides.delay': () => CHARGER_TEXTS.overrideForm.delay.cancel,
  'overrides.offlineAllocation': ({ amps: own }: { readonly amps: number }) => amps(own),
  status: (status: Charger['status']) => TEXTS.statuses[status],
};

/** With what is known of the connector beyond its number. */
function connectorText(connector: Charger['connectors'][number]): string {
  const { number, standard, format, powerType, maxVoltage, maxAmps } = connector;
  const known = [
    standard,
    format,
    powerType,
    typeof maxVoltage === 'number' ? TEXTS.volts(maxVoltage) : undefined,
    typeof maxAmps === 'number' ? amps(maxAmps) : undefined,
  ].filter((text) => typeof text === 'string');
  return [CHARGER_TEXTS.connector(number), ...known].join(', ');
}

function terminalText({ connector, terminalId }: Charger['paymentTerminals'][number]): string {
  return `${CHARGER_TEXTS.connector(connector)}: ${terminalId}`;
}
