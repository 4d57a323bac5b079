import { randomUUID } from 'node:crypto';

import { type EventStore, type StreamName } from '@chargebook/event-store';
import { type Scope } from '@chargebook/site/contracts';

/** An event that a clock of another time recorded. */
export interface DatedEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
  /** Id of the thing that it is of. */
  readonly thing: string;
}

interface DatedStream {
  readonly stream: string;
  readonly accountId: string | null;
  readonly events: readonly DatedEvent[];
}

/** Writes a stream as if the service had been there at the time; answers the positions. */
export async function appendDated(
  store: EventStore,
  { stream, accountId, events }: DatedStream,
): Promise<readonly string[]> {
  const name = stream as StreamName;
  const positions: string[] = [];
  for (const [index, { type, data, at, thing }] of events.entries()) {
    const metadata = {
      $correlationId: randomUUID(),
      $causationId: randomUUID(),
      actor: { id: 'dana', role: 'administrator' },
      accountId,
      command: {
        id: randomUUID(),
        fingerprint: 'dated',
        effect: type.endsWith('Added') ? 'created' : 'changed',
        thing,
      },
      schemaVersion: 1,
      recordedAt: at,
      touches: [thing],
    };
    const event = { id: randomUUID(), type, data: JSON.stringify(data) };
    const expected = index === 0 ? 'no-stream' : BigInt(index - 1);
    const receipt = await store.append(name, expected, [
      { ...event, metadata: JSON.stringify(metadata) },
    ]);
    positions.push(receipt.position);
  }
  return positions;
}

const SITE = {
  address: { line1: '1 Quay', city: 'Town', region: null, postalCode: null, country: 'NLD' },
  location: null,
  type: null,
  description: null,
  externalId: null,
  memberRatePlanId: null,
  continuousLoadFactor: 1,
  energyManagement: false,
  offlineAllocationAmps: null,
  delayedCharging: false,
};

const CONNECTOR = {
  standard: null,
  format: null,
  powerType: null,
  maxVoltage: null,
  maxAmps: null,
};

const CHARGER = {
  limitAmps: 16,
  scope: { kind: 'closed' },
  alias: null,
  qaAlias: null,
  parking: null,
  connectors: [1, 2].map((number) => ({ number, ...CONNECTOR })),
  paymentTerminals: [],
};

/** A site, its panel and one charger of it, at the time. */
export function datedSite(
  accountId: string,
  { at, timeZone }: { readonly at: string; readonly timeZone: string },
) {
  const [siteId, panelId, chargerId] = [randomUUID(), randomUUID(), randomUUID()];
  const site = {
    ...SITE,
    siteId,
    accountId,
    name: `Site ${siteId.slice(0, 8)}`,
    timeZone,
  };
  const panel = { siteId, panelId, name: 'Main', parentPanelId: null, ratedLimitAmps: 400 };
  const label = `D-${chargerId.slice(0, 13)}`;
  const charger = { ...CHARGER, siteId, id: chargerId, chargerId: label, panelId };
  const events: readonly DatedEvent[] = [
    { type: 'SiteAdded', data: site, at, thing: siteId },
    { type: 'PanelAdded', data: { ...panel, evLimit: null }, at, thing: panelId },
    { type: 'ChargerAdded', data: charger, at, thing: chargerId },
  ];
  const scoped = (before: Scope, after: Scope, when: string): DatedEvent => ({
    type: 'ScopeChanged',
    data: { siteId, id: chargerId, before, after },
    at: when,
    thing: chargerId,
  });
  const limited = (limitAmps: number, when: string): DatedEvent => ({
    type: 'ChargerLimitChanged',
    data: { siteId, id: chargerId, limitAmps },
    at: when,
    thing: chargerId,
  });
  return { siteId, panelId, chargerId, events, scoped, limited };
}
