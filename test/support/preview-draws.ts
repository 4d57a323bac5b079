import fc from 'fast-check';

import { type Write } from './foretold';
import { type Garage } from './garage';
import { type Answer } from './test-service';

/** The paths of what a run has made so far, gone ones too. */
export interface Made {
  readonly garage: Garage;
  readonly panels: string[];
  readonly chargers: string[];
}

/** Raw values that a write is made of, whatever there is by then. */
export type Draw = typeof DRAW extends fc.Arbitrary<infer Value> ? Value : never;

const LABELS = ['ONE', 'one', 'Two', 'three', 'four'];
const NAMES = ['Main', 'North', 'north', 'South', 'Roof'];
const AMPS = fc.constantFrom(5, 6, 8, 10.5, 16, 16, 32, 64);
const RATED = fc.constantFrom(20, 40, 63, 100, 200, 400);
const SCOPES = ['closed', 'open', 'account', 'public', 'private'];

export const DRAW = fc.record({
  kind: fc.constantFrom(
    'add-charger',
    'add-charger',
    'edit-charger',
    'edit-charger',
    'edit-charger',
    'retire-charger',
    'add-panel',
    'edit-panel',
    'edit-panel',
    'remove-panel',
    'edit-site',
  ),
  site: fc.nat(1),
  thing: fc.nat(30),
  place: fc.nat(30),
  label: fc.constantFrom(...LABELS),
  otherLabel: fc.constantFrom(...LABELS, null),
  name: fc.constantFrom(...NAMES),
  limitAmps: AMPS,
  offlineAmps: fc.constantFrom(null, 0, 6, 8, 32, 3),
  ratedLimitAmps: RATED,
  evLimit: fc.oneof(
    fc.constant(null),
    RATED.map((amps) => ({ kind: 'fixed', amps })),
    fc.record({ kind: fc.constant('scheduled'), peakAmps: RATED, offPeakAmps: RATED }),
  ),
  scope: fc.constantFrom(...SCOPES),
  isOn: fc.boolean(),
  hasReason: fc.boolean(),
  isStale: fc.constantFrom(true, ...Array.from({ length: 7 }, () => false)),
  who: fc.constantFrom('both', 'both', 'both', 'administrator', 'support', 'viewer'),
  mask: fc.nat(255),
});

type Maker = (made: Made, draw: Draw) => Write;

/** The write that the draw stands for, before it is known which version the thing has. */
export const WRITES: Readonly<Record<Draw['kind'], Maker>> = {
  'add-charger': ({ garage, panels }, draw) => ({
    method: 'POST',
    url: `${siteUrl(garage)}/chargers`,
    body: {
      chargerId: draw.label,
      limitAmps: draw.limitAmps,
      panelId: idOf(panels, draw.place),
      scope: { kind: draw.scope },
      qaAlias: draw.otherLabel,
      ...chosen(draw, { alias: draw.name, parking: draw.name }),
    },
  }),
  'edit-charger': (made, draw) => ({
    ...changeOf(pathOf(made.chargers, draw.thing)),
    body: {
      ...chosen(draw, {
        limitAmps: draw.limitAmps,
        panelId: idOf(made.panels, draw.place),
        scope: { kind: draw.scope },
        chargerId: draw.label,
        qaAlias: draw.otherLabel,
        alias: draw.isOn ? draw.name : null,
        overrides: overridesOf(draw),
      }),
      ...(draw.hasReason && { reason: 'It is so' }),
    },
  }),
  'retire-charger': (made, draw) => {
    const thingUrl = pathOf(made.chargers, draw.thing);
    return { method: 'POST', url: `${thingUrl}/retire`, thingUrl, body: { reason: 'Worn out' } };
  },
  'add-panel': ({ garage, panels }, draw) => ({
    method: 'POST',
    url: `${siteUrl(garage)}/panels`,
    body: {
      name: draw.name,
      ratedLimitAmps: draw.ratedLimitAmps,
      parentPanelId: draw.isOn ? idOf(panels, draw.place) : null,
      evLimit: draw.evLimit,
    },
  }),
  'edit-panel': ({ panels }, draw) => ({
    ...changeOf(pathOf(panels, draw.thing)),
    body: chosen(draw, {
      name: draw.name,
      ratedLimitAmps: draw.ratedLimitAmps,
      parentPanelId: draw.isOn ? idOf(panels, draw.place) : null,
      evLimit: draw.evLimit,
    }),
  }),
  'remove-panel': ({ panels }, draw) => {
    const thingUrl = pathOf(panels, draw.thing);
    return { method: 'DELETE', url: thingUrl, thingUrl };
  },
  'edit-site': ({ garage }, draw) => ({
    ...changeOf(siteUrl(garage)),
    body: {
      ...chosen(draw, {
        energyManagement: draw.isOn,
        offlineAllocationAmps: draw.offlineAmps,
        continuousLoadFactor: draw.thing % 2 === 0 ? 0.8 : 1,
        delayedCharging: draw.place % 2 === 0,
        name: draw.name,
        active: draw.place % 3 > 0,
      }),
      ...(draw.hasReason && { reason: 'It is so' }),
    },
  }),
};

/** Notes what was made, so that later writes find it. */
export function note(made: Made, { status, headers }: Answer): void {
  const location = String(headers['location']);
  if (status !== 201) return;
  (location.includes('/chargers/') ? made.chargers : made.panels).push(location);
}

export function siteUrl({ siteId }: Garage): string {
  return `/v1/sites/${siteId}`;
}

function changeOf(url: string) {
  return { method: 'PATCH', url, thingUrl: url } as const;
}

function pathOf(paths: readonly string[], index: number): string {
  return paths[index % paths.length] ?? '';
}

function idOf(paths: readonly string[], index: number): string {
  return pathOf(paths, index).split('/').at(-1) ?? '';
}

/** Of the members those that the draw picks. */
function chosen({ mask }: Draw, members: Readonly<Record<string, unknown>>): object {
  const picked = Object.entries(members).filter((_, bit) => (mask >> bit) % 2 === 1);
  return Object.fromEntries(picked);
}

function overridesOf({ isOn, offlineAmps, thing }: Draw): object {
  const offlineAllocation = offlineAmps === null ? null : { amps: offlineAmps };
  const delay = isOn ? { cancelled: true } : null;
  return thing % 2 === 0 ? { offlineAllocation } : { delay };
}
