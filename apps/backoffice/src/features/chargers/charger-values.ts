import { ampsOf } from '../../lib/amps';
import { type PanelPick } from '../../lib/panels';
import { type Charger, overridesOf, type ScopeKind } from './charger';
import { nextLabel } from './next-label';

export type Connector = Charger['connectors'][number];

/** One connector, with what the form does not show of it, and its terminal or a blank. */
export interface ConnectorValue extends Connector {
  readonly terminalId: string;
}

/** What stands in the form: texts as they were typed. */
export interface ChargerValues {
  readonly chargerId: string;
  readonly limit: string;
  readonly panel: PanelPick | undefined;
  readonly scope: ScopeKind | undefined;
  readonly driverId: string | undefined;
  readonly groupIds: readonly string[];
  readonly alias: string;
  readonly qaAlias: string;
  readonly parking: string;
  readonly connectors: readonly ConnectorValue[];
  readonly reason: string;
  readonly ratePlanId: string | undefined;
  readonly isDelayCancelled: boolean;
  readonly offlineAllocation: string;
}

export const BLANK: ChargerValues = {
  chargerId: '',
  limit: '',
  panel: undefined,
  scope: undefined,
  driverId: undefined,
  groupIds: [],
  alias: '',
  qaAlias: '',
  parking: '',
  connectors: [{ number: 1, terminalId: '' }],
  reason: '',
  ratePlanId: undefined,
  isDelayCancelled: false,
  offlineAllocation: '',
};

/** The form of a charger as it is. */
export function valuesOf(charger: Charger): ChargerValues {
  const { rate, delay, offlineAllocation } = overridesOf(charger);
  const terminals = new Map(
    charger.paymentTerminals.map(({ connector, terminalId }) => [connector, terminalId]),
  );
  return {
    chargerId: charger.chargerId,
    limit: String(charger.limitAmps),
    panel: { siteId: charger.siteId, panelId: charger.panelId },
    scope: charger.scope.kind,
    driverId: charger.scope.driverId,
    groupIds: charger.scope.groupIds ?? [],
    alias: charger.alias ?? '',
    qaAlias: charger.qaAlias ?? '',
    parking: charger.parking ?? '',
    connectors: charger.connectors.map((connector) => ({
      ...connector,
      terminalId: terminals.get(connector.number) ?? '',
    })),
    reason: '',
    ratePlanId: rate?.ratePlanId,
    isDelayCancelled: delay !== null,
    offlineAllocation: offlineAllocation === null ? '' : String(offlineAllocation.amps),
  };
}

export interface ScopeBody {
  readonly kind: ScopeKind;
  readonly driverId?: string;
  readonly groupIds?: string[];
}

/** The scope with what it takes, and nothing of what another scope had taken. */
export function scopeOf({ scope, driverId, groupIds }: ChargerValues): ScopeBody | undefined {
  if (scope === undefined) return undefined;
  if (scope === 'private') return { kind: scope, ...(driverId !== undefined && { driverId }) };
  if (scope === 'groups') return { kind: scope, groupIds: [...groupIds] };
  return { kind: scope };
}

/** Terminals in the order of their connectors: the place of each is what a refusal names. */
export function terminalsOf(connectors: readonly ConnectorValue[]) {
  return connectors
    .map(({ number, terminalId }) => ({ connector: number, terminalId: terminalId.trim() }))
    .filter(({ terminalId }) => terminalId !== '');
}

export interface AddBody {
  readonly chargerId: string;
  readonly limitAmps: number;
  readonly panelId: string;
  readonly scope: ScopeBody;
  readonly alias?: string;
  readonly qaAlias?: string;
  readonly parking?: string;
  readonly connectors?: { number: number }[];
  readonly paymentTerminals?: { connector: number; terminalId: string }[];
}

/** What adding sends; undefined for as long as something that is required is missing. */
export function addBodyOf(values: ChargerValues): AddBody | undefined {
  const limitAmps = ampsOf(values.limit);
  const chargerId = values.chargerId.trim();
  const scope = scopeOf(values);
  if (chargerId === '' || limitAmps === undefined) return undefined;
  if (values.panel === undefined || scope === undefined || !isComplete(scope)) return undefined;
  const paymentTerminals = terminalsOf(values.connectors);
  return {
    chargerId,
    limitAmps,
    panelId: values.panel.panelId,
    scope,
    ...textsOf(values),
    ...(values.connectors.length > 1 && {
      connectors: values.connectors.map(({ number }) => ({ number })),
    }),
    ...(paymentTerminals.length > 0 && { paymentTerminals }),
  };
}

/** False for as long as it is not chosen who has the charger. */
export function isComplete({ kind, driverId, groupIds = [] }: ScopeBody): boolean {
  if (kind === 'private') return driverId !== undefined;
  return kind !== 'groups' || groupIds.length > 0;
}

/** The optional texts that are not blank. */
function textsOf(values: ChargerValues) {
  const texts = (['alias', 'qaAlias', 'parking'] as const)
    .map((name) => [name, values[name].trim()] as const)
    .filter(([, text]) => text !== '');
  return Object.fromEntries(texts);
}

/** The next one is often of the same kind, beside the one before. */
export function valuesAfter(sent: ChargerValues): ChargerValues {
  const { chargerId, limit, panel, scope, groupIds } = sent;
  return { ...BLANK, chargerId: nextLabel(chargerId), limit, panel, scope, groupIds };
}
