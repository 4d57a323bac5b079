import fc from 'fast-check';

import { type EvLimit } from '../domain/panel.events';
import { type SiteEvent } from '../domain/site.events';
import { ACCOUNT, NEW_SITE, SITE } from '../testing';
import { type Model, type Panel } from './electrical-model';
import { type Draw, KINDS } from './electrical-steps';

const PLAIN = {
  scope: { kind: 'closed' },
  alias: null,
  qaAlias: null,
  parking: null,
  connectors: [{ number: 1 }],
  paymentTerminals: [],
};

/** The events that bring about any model, also one that no command would have been let make. */
export function eventsOfModel(model: Model): readonly SiteEvent[] {
  const site = { siteId: SITE };
  const panels = Object.entries(model.panels).map(
    ([panelId, { name, parent, rated, evLimit }]) => ({
      type: 'PanelAdded',
      data: { ...site, panelId, name, parentPanelId: parent, ratedLimitAmps: rated / 10, evLimit },
    }),
  );
  const chargers = Object.entries(model.chargers).flatMap(([id, { panel, limit, own }]) => [
    {
      type: 'ChargerAdded',
      data: { ...site, ...PLAIN, id, chargerId: id, limitAmps: limit / 10, panelId: panel },
    },
    ...(own === null
      ? []
      : [
          {
            type: 'OverrideSet',
            data: { ...site, id, override: { kind: 'offlineAllocation', amps: own / 10 } },
          },
        ]),
  ]);
  const settings = {
    continuousLoadFactor: model.factor,
    energyManagement: model.isManaged,
    offlineAllocationAmps: model.allocation === null ? null : model.allocation / 10,
    delayedCharging: model.isDelayed,
    memberRatePlanId: null,
    location: null,
  };
  const added = {
    type: 'SiteAdded',
    data: { ...NEW_SITE, ...site, accountId: ACCOUNT, ...settings },
  };
  return [added, ...panels, ...chargers] as never;
}

const TENTHS = fc.oneof(
  fc.constantFrom(60, 61, 160, 320, 325, 400),
  fc.integer({ min: 60, max: 700 }),
);
const LIMIT = fc.oneof(
  { weight: 12, arbitrary: TENTHS },
  { weight: 1, arbitrary: fc.constantFrom(59, 10_001, 100.5) },
);
const OWN = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(0, 60, 61, 80, 160, 320) },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(30, 10_001, 66.5) },
);
const RATED = fc.oneof(fc.constantFrom(100, 401, 800, 1000), fc.integer({ min: 10, max: 3000 }));
const EV_AMPS = fc.integer({ min: 50, max: 1500 }).map((tenths) => tenths / 10);
const EV_LIMIT: fc.Arbitrary<EvLimit | null> = fc.oneof(
  fc.constant(null),
  EV_AMPS.map((each) => ({ kind: 'fixed', amps: each }) as const),
  fc.record({ kind: fc.constant('scheduled' as const), peakAmps: EV_AMPS, offPeakAmps: EV_AMPS }),
);

const PANELS = fc.array(fc.record({ above: fc.nat(20), rated: RATED, evLimit: EV_LIMIT }), {
  minLength: 1,
  maxLength: 18,
});
export const MODEL: fc.Arbitrary<Model> = fc
  .record({
    factor: fc.constantFrom(0.8 as const, 1 as const),
    isManaged: fc.boolean(),
    allocation: fc.constantFrom(0, 60, 80),
    panels: PANELS,
    chargers: fc.array(
      fc.record({ place: fc.nat(20), limit: TENTHS, own: fc.constantFrom(null, 0, 60) }),
      {
        maxLength: 9,
      },
    ),
  })
  .map(({ panels, chargers, ...settings }) => ({
    ...settings,
    isDelayed: false,
    panels: Object.fromEntries(
      panels.map(({ above, ...panel }, index) => [`P${index}`, placed(panel, above, index)]),
    ),
    chargers: Object.fromEntries(
      chargers.map(({ place, limit, own }, index) => [
        `C${index}`,
        { panel: `P${place % panels.length}`, limit, own, isRetired: false },
      ]),
    ),
  }));

/** Names in an order of their own; every fifth panel is a main one, and long chains are common. */
function placed(panel: Pick<Panel, 'rated' | 'evLimit'>, above: number, index: number): Panel {
  const isMain = index === 0 || above % 5 === 4;
  const parent = isMain ? null : `P${above % 3 === 0 ? index - 1 : above % index}`;
  return { ...panel, name: `${'qwertzuiopasdfghjkl'[above % 19]}${index}`, parent };
}

export const DRAW: fc.Arbitrary<Draw> = fc.record({
  kind: fc.constantFrom(...KINDS),
  thing: fc.nat(40),
  place: fc.nat(40),
  limit: LIMIT,
  own: OWN,
  rated: RATED,
  evLimit: EV_LIMIT,
  isOn: fc.boolean(),
  mask: fc.nat(15),
});
