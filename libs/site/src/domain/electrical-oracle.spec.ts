import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';

import { recorded } from '../testing';
import { DRAW, eventsOfModel, MODEL } from '../testing/electrical-draws';
import {
  active,
  below,
  type Finding,
  type Model,
  offline,
  type Panel,
  subscribed,
  way,
  worst,
} from '../testing/electrical-model';
import { STEPS } from '../testing/electrical-steps';
import { effectiveLimit, pathFrom } from './electrical.rules';
import { type SiteCommand } from './site.commands';
import { siteAggregate } from './site.decider';
import { type SiteEvent } from './site.events';
import { type SiteState } from './site.state';

/** What the decider finds, as the oracle tells it: without the pointers. */
function findingsOf(state: SiteState, command: SiteCommand) {
  const decision = siteAggregate.decider.decide(command, state);
  const rejections = decision.kind === 'rejected' ? decision.rejections : [];
  const findings = rejections.map(({ pointer: _, ...rest }) => rest as Finding);
  return { decision, findings };
}

/** The figures of all panels and chargers, from the sums that the fold keeps. */
function figuresOf(state: SiteState) {
  const panels = [...state.panels.values()].map(({ id, load }) => [id, load]);
  const chargers = [...state.chargers.values()].filter(({ status }) => status === 'active');
  const limits = chargers.map(({ id, limitTenths, panelId }) => {
    const path = pathFrom(state.panels, panelId);
    return [id, state.site && effectiveLimit(state.site, limitTenths, path).amps];
  });
  return Object.fromEntries([...panels, ...limits]) as unknown;
}

/** The same figures, all of them from nothing. */
function figuresAnew(model: Model) {
  const panels = Object.keys(model.panels).map((id) => {
    const subscribedTenths = subscribed(model, id);
    const offlineTenths = offline(model, id);
    return [id, { subscribedTenths, offlineTenths, chargerCount: below(model, id).length }];
  });
  const limits = active(model).map(([id, { limit, panel }]) => {
    const above = (way(model, panel) ?? []).map((each) => model.panels[each] as Panel);
    return [id, Math.min(limit, ...above.map((each) => worst(model, each))) / 10];
  });
  return Object.fromEntries([...panels, ...limits]) as unknown;
}

/** Every verdict that the campaign must have met, or it has not asked enough. */
const MET_BY_A_CAMPAIGN = [
  'accepted',
  'charger-retired',
  'delayed-charging-needs-energy-management',
  'ev-limit-exceeds-rated',
  'limit-exceeds-panel',
  'limit-out-of-range',
  'offline-allocation-exceeds-limit',
  'offline-allocation-exceeds-panel',
  'offline-allocation-needs-energy-management',
  'offline-allocation-out-of-range',
  'offline-allocation-required',
  'oversubscribed-without-energy-management',
  'panel-name-taken',
  'panel-not-empty',
  'panel-not-found',
  'panel-tree-invalid',
  'schedule-on-child-panel',
  'unchanged',
];

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);

describe(`the electrical rules (seed ${SEED})`, () => {
  it('agree with the oracle on every step of generated trees and commands', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(MODEL, fc.array(DRAW, { minLength: 1, maxLength: 14 }), (start, draws) => {
        let model = start;
        const state = siteAggregate.decider.initial();
        const fold = (events: readonly SiteEvent[]) =>
          recorded(events, 'now', 'me').forEach((event) =>
            siteAggregate.decider.evolve(state, event),
          );
        fold(eventsOfModel(model));
        expect(figuresOf(state)).toEqual(figuresAnew(model));
        for (const draw of draws) {
          if (Object.keys(model.panels).length === 0) return;
          const { command, after, judge } = STEPS[draw.kind](model, draw);
          const expected = judge(model, after);
          const isSame = isDeepStrictEqual(after, model);
          const { decision, findings } = findingsOf(state, command);
          met.add(findings[0]?.code ?? decision.kind);
          const isFinal = expected[0]?.code === 'charger-retired';
          expect(findings).toEqual(isSame && !isFinal ? [] : expected);
          if (decision.kind === 'rejected') continue;
          expect(decision.kind).toBe(isSame ? 'unchanged' : 'accepted');
          if (decision.kind === 'accepted') fold(decision.events);
          model = after;
          expect(figuresOf(state)).toEqual(figuresAnew(model));
        }
      }),
      { seed: SEED, numRuns: Number(process.env['RUNS'] ?? 2_000) },
    );
    expect([...met].sort()).toEqual(MET_BY_A_CAMPAIGN);
  }, 60_000);
});
