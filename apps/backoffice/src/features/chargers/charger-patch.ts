import { ampsOf } from '../../lib/amps';
import { changesBetween } from '../../lib/form-changes';
import { THING_TEXTS } from '../../lib/texts/things';
import { type Charger } from './charger';
import {
  type ChargerValues,
  type Connector,
  type ScopeBody,
  scopeOf,
  terminalsOf,
  valuesOf,
} from './charger-values';

/** A merge patch: what is absent stays as it is. */
export interface ChargerPatch {
  chargerId?: string;
  limitAmps?: number;
  panelId?: string;
  scope?: ScopeBody;
  alias?: string | null;
  qaAlias?: string | null;
  parking?: string | null;
  connectors?: Connector[];
  paymentTerminals?: { connector: number; terminalId: string }[];
  overrides?: OverridesPatch;
  reason?: string;
}

interface OverridesPatch {
  rate?: { ratePlanId: string } | null;
  delay?: { cancelled: true } | null;
  offlineAllocation?: { amps: number } | null;
}

/** Said with other changes alone. */
export const SENT_ALONG = ['reason'] as const;

/**
 * What the fields say, however it was typed; the scope and what it takes are one thing, and a
 * reason is one for that very scope.
 */
export function saidOfCharger(values: ChargerValues) {
  const { limit, panel, connectors, reason, offlineAllocation } = values;
  const scope = scopeOf(values);
  const saidScope = scope && { ...scope, groupIds: [...(scope.groupIds ?? [])].sort() };
  return {
    ...values,
    limit: ampsOf(limit) ?? limit.trim(),
    panel: panel?.panelId,
    scope: saidScope,
    driverId: saidScope,
    groupIds: saidScope,
    connectors: [connectors.map(({ number }) => number), terminalsOf(connectors)],
    offlineAllocation: ampsOf(offlineAllocation) ?? offlineAllocation.trim(),
    reason: isOpenToAll(values) ? [saidScope, reason.trim()] : '',
  };
}

/** The members of the patch that a field makes. */
const SAVED: Readonly<Record<string, (values: ChargerValues) => ChargerPatch>> = {
  chargerId: ({ chargerId }) => ({ chargerId: chargerId.trim() }),
  limit: ({ limit }) => ({ limitAmps: ampsOf(limit) ?? Number.NaN }),
  panel: ({ panel }) => (panel === undefined ? {} : { panelId: panel.panelId }),
  scope: (values) => {
    const scope = scopeOf(values);
    return scope === undefined ? {} : { scope };
  },
  alias: ({ alias }) => ({ alias: alias.trim() || null }),
  qaAlias: ({ qaAlias }) => ({ qaAlias: qaAlias.trim() || null }),
  parking: ({ parking }) => ({ parking: parking.trim() || null }),
  connectors: ({ connectors }) => ({
    connectors: connectors.map(({ terminalId: _, ...connector }) => connector),
    paymentTerminals: terminalsOf(connectors),
  }),
  ratePlanId: ({ ratePlanId }) => ({
    overrides: { rate: ratePlanId === undefined ? null : { ratePlanId } },
  }),
  isDelayCancelled: ({ isDelayCancelled }) => ({
    overrides: { delay: isDelayCancelled ? { cancelled: true } : null },
  }),
  offlineAllocation: ({ offlineAllocation }) => ({
    overrides: { offlineAllocation: offlineOf(offlineAllocation) },
  }),
};

function offlineOf(text: string): { amps: number } | null {
  const amps = ampsOf(text);
  return amps === undefined ? null : { amps };
}

/** What saving sends: what differs from the charger as it was read, and nothing else. */
export function patchOf(charger: Charger, values: ChargerValues): ChargerPatch {
  const changed = Object.keys(changesBetween(valuesOf(charger), values, saidOfCharger));
  const patches = changed.map((field) => SAVED[field]?.(values) ?? {});
  const overrides = Object.assign({}, ...patches.map((patch) => patch.overrides)) as OverridesPatch;
  const patch = Object.assign({}, ...patches) as ChargerPatch;
  const reason = values.reason.trim();
  return {
    ...patch,
    ...(Object.keys(overrides).length > 0 && { overrides }),
    ...(reason !== '' && needsReason(charger, values) && { reason }),
  };
}

/** To let anybody in takes a reason, but for a charger that was as open before. */
export function needsReason(charger: Charger, values: Pick<ChargerValues, 'scope'>): boolean {
  return isOpenToAll(values) && values.scope !== charger.scope.kind;
}

function isOpenToAll({ scope }: Pick<ChargerValues, 'scope'>): boolean {
  return scope === 'open' || scope === 'public';
}

/** That somebody took a change back is why anybody may come in again. */
export function chargerWayBack(
  before: Partial<ChargerValues>,
  saved: Charger,
): Partial<ChargerValues> {
  const isOpened = needsReason(saved, { ...valuesOf(saved), ...before });
  return isOpened ? { ...before, reason: THING_TEXTS.undo } : before;
}
