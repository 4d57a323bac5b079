import { ampsOf } from '../../lib/amps';
import { type Charger } from './charger';
import {
  type ChargerValues,
  type ScopeBody,
  scopeOf,
  terminalsOf,
  valuesOf,
} from './charger-values';

type Connector = Charger['connectors'][number];

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

/** What a form is made of, part by part; each is saved, and chosen between two versions, alone. */
export const PARTS = [
  'chargerId',
  'limit',
  'panel',
  'scope',
  'alias',
  'qaAlias',
  'parking',
  'connectors',
  'rate',
  'delay',
  'offlineAllocation',
] as const;
export type Part = (typeof PARTS)[number];

/** A part as one text: two that are equal say the same. */
const SAID: Readonly<Record<Part, (values: ChargerValues) => unknown>> = {
  chargerId: ({ chargerId }) => chargerId.trim(),
  limit: ({ limit }) => ampsOf(limit) ?? limit.trim(),
  panel: ({ panel }) => panel?.panelId,
  scope: (values) => {
    const scope = scopeOf(values);
    return scope && { ...scope, groupIds: [...(scope.groupIds ?? [])].sort() };
  },
  alias: ({ alias }) => alias.trim(),
  qaAlias: ({ qaAlias }) => qaAlias.trim(),
  parking: ({ parking }) => parking.trim(),
  connectors: ({ connectors }) => [connectors.map(({ number }) => number), terminalsOf(connectors)],
  rate: ({ ratePlanId }) => ratePlanId,
  delay: ({ isDelayCancelled }) => isDelayCancelled,
  offlineAllocation: ({ offlineAllocation }) =>
    ampsOf(offlineAllocation) ?? offlineAllocation.trim(),
};

/** The parts in which two forms differ, in the form's order. */
export function differingParts(one: ChargerValues, other: ChargerValues): readonly Part[] {
  return PARTS.filter(
    (part) => JSON.stringify(SAID[part](one)) !== JSON.stringify(SAID[part](other)),
  );
}

/** The members of the form that a part is made of. */
const MEMBERS: Readonly<Record<Part, readonly (keyof ChargerValues)[]>> = {
  chargerId: ['chargerId'],
  limit: ['limit'],
  panel: ['panel'],
  scope: ['scope', 'driverId', 'groupIds'],
  alias: ['alias'],
  qaAlias: ['qaAlias'],
  parking: ['parking'],
  connectors: ['connectors'],
  rate: ['ratePlanId'],
  delay: ['isDelayCancelled'],
  offlineAllocation: ['offlineAllocation'],
};

/** The form with one part taken from another one. */
export function withPart(values: ChargerValues, from: ChargerValues, part: Part): ChargerValues {
  const taken = MEMBERS[part].map((member) => [member, from[member]]);
  return { ...values, ...(Object.fromEntries(taken) as Partial<ChargerValues>) };
}

const SAVED: Readonly<Record<Part, (values: ChargerValues, charger: Charger) => ChargerPatch>> = {
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
  connectors: ({ connectors }, charger) => ({
    connectors: connectors.map(({ number }) => known(charger, number)),
    paymentTerminals: terminalsOf(connectors),
  }),
  rate: ({ ratePlanId }) => ({
    overrides: { rate: ratePlanId === undefined ? null : { ratePlanId } },
  }),
  delay: ({ isDelayCancelled }) => ({
    overrides: { delay: isDelayCancelled ? { cancelled: true } : null },
  }),
  offlineAllocation: ({ offlineAllocation }) => ({
    overrides: { offlineAllocation: offlineOf(offlineAllocation) },
  }),
};

/** A connector keeps what the form does not show of it. */
function known({ connectors }: Charger, number: number): Connector {
  return connectors.find((each) => each.number === number) ?? ({ number } as Connector);
}

function offlineOf(text: string): { amps: number } | null {
  const amps = ampsOf(text);
  return amps === undefined ? null : { amps };
}

/** What saving sends: the parts that differ from the charger as it was read, and nothing else. */
export function patchOf(charger: Charger, values: ChargerValues): ChargerPatch {
  const parts = differingParts(valuesOf(charger), values);
  const patches = parts.map((part) => SAVED[part](values, charger));
  const overrides = Object.assign({}, ...patches.map((patch) => patch.overrides)) as OverridesPatch;
  const patch = Object.assign({}, ...patches) as ChargerPatch;
  const reason = values.reason.trim();
  return {
    ...patch,
    ...(Object.keys(overrides).length > 0 && { overrides }),
    ...(reason !== '' && parts.length > 0 && { reason }),
  };
}

/** To let anybody in takes a reason, but for a charger that was as open before. */
export function needsReason(charger: Charger, { scope }: ChargerValues): boolean {
  return (scope === 'open' || scope === 'public') && scope !== charger.scope.kind;
}
