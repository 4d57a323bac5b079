import { toAmps } from './amps.rules';
import { type ChargerPatch, type ConnectorInput } from './charger.commands';
import {
  type ChargerData,
  type ChargerEvent,
  type Connector,
  type Override,
  type OverrideKind,
  type PaymentTerminal,
} from './charger.events';
import { type ChargerState } from './charger.state';
import { type SiteId } from './identity.state';
import { isSameScope, scopeOf } from './scope.rules';

/** An event of the charger before it says of which charger and site it is. */
type Change = {
  [Type in keyof ChargerData]: {
    readonly type: Type;
    readonly data: ChargerData[Type];
    readonly pointer?: string;
  };
}[keyof ChargerData];

/** Finds what one part of the form changes; a value equal to the stored one changes nothing. */
type Finder = (charger: ChargerState, patch: ChargerPatch) => readonly Change[];

const chargerId: Finder = (charger, patch) => {
  const asked = patch.chargerId?.trim();
  if (asked === undefined || asked === charger.chargerId) return [];
  return [{ type: 'ChargerIdChanged', data: { chargerId: asked } }];
};

const limit: Finder = (charger, { limitAmps }) => {
  if (limitAmps === undefined || limitAmps === toAmps(charger.limitTenths)) return [];
  return [{ type: 'ChargerLimitChanged', data: { limitAmps } }];
};

const panel: Finder = (charger, { panelId }) => {
  if (panelId === undefined || panelId === charger.panelId) return [];
  return [{ type: 'ChargerMoved', data: { fromPanelId: charger.panelId, toPanelId: panelId } }];
};

const scope: Finder = (charger, { scope: asked }) => {
  if (asked === undefined || isSameScope(asked, charger.scope)) return [];
  return [{ type: 'ScopeChanged', data: { before: charger.scope, after: scopeOf(asked) } }];
};

const alias: Finder = (charger, patch) => {
  const asked = textOrNull(patch.alias);
  if (patch.alias === undefined || asked === charger.alias) return [];
  return [{ type: 'AliasChanged', data: { alias: asked } }];
};

const qaAlias: Finder = (charger, patch) => {
  const asked = textOrNull(patch.qaAlias);
  if (patch.qaAlias === undefined || asked === charger.qaAlias) return [];
  return [{ type: 'QaAliasChanged', data: { qaAlias: asked } }];
};

const parking: Finder = (charger, patch) => {
  const asked = textOrNull(patch.parking);
  if (patch.parking === undefined || asked === charger.parking) return [];
  return [{ type: 'ParkingChanged', data: { parking: asked } }];
};

const detachedTerminals: Finder = (charger, patch) => {
  if (patch.paymentTerminals === undefined) return [];
  const asked = terminalsOf(patch.paymentTerminals);
  return charger.paymentTerminals
    .filter((terminal) => !asked.some((other) => isSameTerminal(terminal, other)))
    .map((data) => ({ type: 'PaymentTerminalDetached', data }));
};

const connectors: Finder = (charger, patch) => {
  if (patch.connectors === undefined) return [];
  const asked = connectorsOf(patch.connectors);
  if (JSON.stringify(asked) === JSON.stringify(charger.connectors)) return [];
  return [{ type: 'ConnectorsChanged', data: { connectors: asked } }];
};

const attachedTerminals: Finder = (charger, patch) =>
  terminalsOf(patch.paymentTerminals).flatMap((data, index) => {
    if (charger.paymentTerminals.some((other) => isSameTerminal(data, other))) return [];
    const pointer = `/paymentTerminals/${index}/terminalId`;
    return [{ type: 'PaymentTerminalAttached', data, pointer }];
  });

const rate: Finder = ({ overrides }, patch) => {
  const ratePlanId = overrides.rate?.ratePlanId;
  const stored = ratePlanId === undefined ? null : ({ kind: 'rate', ratePlanId } as const);
  const asked = patch.overrides?.rate;
  return overrideChange('rate', stored, asked && { kind: 'rate', ratePlanId: asked.ratePlanId });
};

const delay: Finder = ({ overrides }, patch) => {
  const set = { kind: 'delay', cancelled: true } as const;
  const asked = patch.overrides?.delay;
  return overrideChange('delay', overrides.delay && set, asked && set);
};

const offlineAllocation: Finder = ({ overrides }, patch) => {
  const kind = 'offlineAllocation' as const;
  const tenths = overrides.offlineAllocation?.tenths;
  const stored = tenths === undefined ? null : { kind, amps: toAmps(tenths) };
  const asked = patch.overrides?.offlineAllocation;
  return overrideChange(kind, stored, asked && { kind, amps: asked.amps });
};

/** RULES 20: set to the same value, or cleared when not set, is no change. */
function overrideChange(
  kind: OverrideKind,
  stored: Override | null,
  asked: Override | null | undefined,
): readonly Change[] {
  if (asked === undefined || JSON.stringify(asked) === JSON.stringify(stored)) return [];
  if (asked === null) return [{ type: 'OverrideCleared', data: { kind } }];
  return [{ type: 'OverrideSet', data: { override: asked } }];
}

/** A terminal is detached before its connector goes, and attached once its connector is there. */
const FINDERS: readonly Finder[] = [
  chargerId,
  limit,
  panel,
  scope,
  alias,
  qaAlias,
  parking,
  detachedTerminals,
  connectors,
  attachedTerminals,
  rate,
  delay,
  offlineAllocation,
];

/** The few events that say what the form changes, none when it changes nothing. */
export function chargerEdits(
  siteId: SiteId,
  charger: ChargerState,
  patch: ChargerPatch,
): readonly ChargerEvent[] {
  const changes = FINDERS.flatMap((find) => find(charger, patch));
  return changes.map((change) => {
    const data = { siteId, id: charger.id, ...(change.data as object) };
    return { ...change, data } as ChargerEvent;
  });
}

/** Trimmed; blank is none. */
export function textOrNull(text: string | null | undefined): string | null {
  return text?.trim() || null;
}

/** In the order of their numbers; connector 1 alone when none is said. */
export function connectorsOf(
  asked: readonly ConnectorInput[] | null | undefined,
): readonly Connector[] {
  const inputs = asked ?? [{ number: 1 }];
  return inputs.map(connectorOf).sort((one, other) => one.number - other.number);
}

function connectorOf(asked: ConnectorInput): Connector {
  return {
    number: asked.number,
    standard: asked.standard ?? null,
    format: asked.format ?? null,
    powerType: asked.powerType ?? null,
    maxVoltage: asked.maxVoltage ?? null,
    maxAmps: asked.maxAmps ?? null,
  };
}

export function terminalsOf(
  asked: readonly PaymentTerminal[] | null | undefined,
): readonly PaymentTerminal[] {
  return (asked ?? []).map(({ connector, terminalId }) => {
    return { connector, terminalId: terminalId.trim() };
  });
}

function isSameTerminal(one: PaymentTerminal, other: PaymentTerminal): boolean {
  return one.connector === other.connector && one.terminalId === other.terminalId;
}
