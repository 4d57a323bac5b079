import { type Recorded, stampAdded, stampChanged, type Stamps } from '@chargebook/kernel';

import { toTenths } from './amps.rules';
import {
  type ChargerEvent,
  type Connector,
  type Override,
  type OverrideKind,
  type PaymentTerminal,
  type Scope,
} from './charger.events';
import { loadOf, moveLoad, NO_LOAD, type PlacedLoad } from './electrical-load.rules';
import { type ChargerIdentity, type PanelId, type Provenance } from './identity.state';
import { type Evolvers, type SiteState } from './site.state';

/** The charger's own values, each with since when and by whom (RULES 19, 20). */
export interface Overrides {
  readonly rate: (Provenance & { readonly ratePlanId: string }) | null;
  /** Set: the site's delay is cancelled for this charger. */
  readonly delay: Provenance | null;
  readonly offlineAllocation: (Provenance & { readonly tenths: number }) | null;
}

export interface ChargerState extends Stamps {
  readonly id: ChargerIdentity;
  readonly chargerId: string;
  readonly panelId: PanelId;
  readonly limitTenths: number;
  readonly scope: Scope;
  readonly alias: string | null;
  readonly qaAlias: string | null;
  readonly parking: string | null;
  readonly connectors: readonly Connector[];
  readonly paymentTerminals: readonly PaymentTerminal[];
  readonly overrides: Overrides;
  readonly status: 'active' | 'retired';
}

type ChargerEventOf<Type extends ChargerEvent['type']> = Recorded<
  Extract<ChargerEvent, { readonly type: Type }>
>;

const NO_OVERRIDES: Overrides = { rate: null, delay: null, offlineAllocation: null };

export const CHARGER_EVOLVERS: Evolvers<ChargerEvent> = {
  ChargerAdded: addCharger,
  ChargerIdChanged: changed((_, { data }) => ({ chargerId: data.chargerId })),
  ChargerLimitChanged: changed((_, { data }) => ({ limitTenths: toTenths(data.limitAmps) })),
  ChargerMoved: changed((_, { data }) => ({ panelId: data.toPanelId })),
  ScopeChanged: changed((_, { data }) => ({ scope: data.after })),
  AliasChanged: changed((_, { data }) => ({ alias: data.alias })),
  QaAliasChanged: changed((_, { data }) => ({ qaAlias: data.qaAlias })),
  ParkingChanged: changed((_, { data }) => ({ parking: data.parking })),
  ConnectorsChanged: changed((_, { data }) => ({ connectors: data.connectors })),
  PaymentTerminalAttached: changed(attachTerminal),
  PaymentTerminalDetached: changed(detachTerminal),
  OverrideSet: changed((charger, event) => ({
    overrides: { ...charger.overrides, ...overrideOf(event) },
  })),
  OverrideCleared: changed((charger, { data }) => ({
    overrides: { ...charger.overrides, [data.kind]: null },
  })),
  ChargerRetired: changed(() => ({ status: 'retired' })),
};

/** Member by member: taking most of an object out by rest costs more than all else of a fold. */
function addCharger(draft: SiteState, event: ChargerEventOf<'ChargerAdded'>): void {
  const { data } = event;
  const charger: ChargerState = {
    id: data.id,
    chargerId: data.chargerId,
    panelId: data.panelId,
    limitTenths: toTenths(data.limitAmps),
    scope: data.scope,
    alias: data.alias,
    qaAlias: data.qaAlias,
    parking: data.parking,
    connectors: data.connectors,
    paymentTerminals: data.paymentTerminals,
    overrides: NO_OVERRIDES,
    status: 'active',
    ...stampAdded(event),
  };
  draft.chargers.set(charger.id, charger);
  moveLoad(draft.panels, placedLoad(draft, undefined), placedLoad(draft, charger));
}

function changed<Type extends ChargerEvent['type']>(
  membersOf: (charger: ChargerState, event: ChargerEventOf<Type>) => Partial<ChargerState>,
) {
  return (draft: SiteState, event: ChargerEventOf<Type>): void => {
    const before = draft.chargers.get(event.data.id);
    if (before === undefined) return;
    const after: ChargerState = { ...before, ...membersOf(before, event), ...stampChanged(event) };
    draft.chargers.set(after.id, after);
    if (drawsAlike(before, after)) return;
    moveLoad(draft.panels, placedLoad(draft, before), placedLoad(draft, after));
  };
}

function placedLoad(draft: SiteState, charger: ChargerState | undefined): PlacedLoad {
  if (charger === undefined || draft.site === undefined) return { load: NO_LOAD, panelId: null };
  return { load: loadOf(draft.site, charger), panelId: charger.panelId };
}

/** True when the panels need not be told of a change. */
function drawsAlike(before: ChargerState, after: ChargerState): boolean {
  return (
    before.limitTenths === after.limitTenths &&
    before.panelId === after.panelId &&
    before.status === after.status &&
    before.overrides.offlineAllocation === after.overrides.offlineAllocation
  );
}

function attachTerminal(
  charger: ChargerState,
  { data }: ChargerEventOf<'PaymentTerminalAttached'>,
) {
  const { connector, terminalId } = data;
  return { paymentTerminals: [...charger.paymentTerminals, { connector, terminalId }] };
}

function detachTerminal(
  charger: ChargerState,
  { data }: ChargerEventOf<'PaymentTerminalDetached'>,
) {
  const stays = ({ connector }: PaymentTerminal) => connector !== data.connector;
  return { paymentTerminals: charger.paymentTerminals.filter(stays) };
}

type OverrideMembers = {
  readonly [Kind in OverrideKind]: (
    override: Extract<Override, { readonly kind: Kind }>,
    provenance: Provenance,
  ) => Partial<Overrides>;
};

const OVERRIDE_MEMBERS: OverrideMembers = {
  rate: ({ ratePlanId }, provenance) => ({ rate: { ratePlanId, ...provenance } }),
  delay: (_, provenance) => ({ delay: provenance }),
  offlineAllocation: ({ amps }, provenance) => ({
    offlineAllocation: { tenths: toTenths(amps), ...provenance },
  }),
};

function overrideOf({ data: { override }, at, by }: ChargerEventOf<'OverrideSet'>) {
  const membersOf = OVERRIDE_MEMBERS[override.kind] as OverrideMembers[OverrideKind];
  return membersOf(override as never, { since: at, by });
}
