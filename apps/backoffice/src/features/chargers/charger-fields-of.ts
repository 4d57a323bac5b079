import { type FieldName, fieldNameOf } from '../../lib/field-problems';
import { type ChargerValues, terminalsOf } from './charger-values';

const FIELDS: Readonly<Record<string, FieldName>> = {
  chargerId: ['chargerId'],
  limitAmps: ['limit'],
  panelId: ['panel'],
  alias: ['alias'],
  qaAlias: ['qaAlias'],
  parking: ['parking'],
  reason: ['reason'],
  connectors: ['connectors'],
};

const SCOPE_FIELDS: Readonly<Record<string, FieldName>> = {
  driverId: ['driverId'],
  groupIds: ['groupIds'],
};

const OVERRIDE_FIELDS: Readonly<Record<string, FieldName>> = {
  rate: ['ratePlanId'],
  delay: ['isDelayCancelled'],
  offlineAllocation: ['offlineAllocation'],
};

/** The field of the form that shows what a refusal's pointer names; undefined: none does. */
export function chargerFieldOf(pointer: string, values: ChargerValues): FieldName | undefined {
  const [first = '', second] = fieldNameOf(pointer) ?? [];
  if (first === 'scope') return SCOPE_FIELDS[String(second)] ?? payloadFieldOf(values);
  if (first === 'overrides') return OVERRIDE_FIELDS[String(second)];
  if (first === 'paymentTerminals') return terminalFieldOf(Number(second), values);
  return FIELDS[first];
}

/** A scope that lacks what it takes is mended where that is chosen. */
function payloadFieldOf({ scope }: ChargerValues): FieldName {
  if (scope === 'private') return ['driverId'];
  return scope === 'groups' ? ['groupIds'] : ['scope'];
}

function terminalFieldOf(index: number, { connectors }: ChargerValues): FieldName {
  const refused = terminalsOf(connectors)[index];
  const row = connectors.findIndex(({ number }) => number === refused?.connector);
  return row < 0 ? ['connectors'] : ['connectors', row, 'terminalId'];
}
