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
import { type Draw, type Step, STEPS } from '../testing/electrical-steps';
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
const RUNS = Number(process.env['RUNS'] ?? 2_000);

/** Runs the draws on decider and model side by side, and tells every verdict that was met. */
function expectAgreement(start: Model, draws: readonly Draw[], met: Set<string>): void {
  let model = start;
  const state = siteAggregate.decider.initial();
  fold(state, eventsOfModel(model));
  for (const draw of draws) {
    expect(figuresOf(state)).toEqual(figuresAnew(model));
    if (Object.keys(model.panels).length === 0) return;
    const { command, after, judge } = STEPS[draw.kind](model, draw);
    const { decision, findings } = findingsOf(state, command);
    expect({ kind: decision.kind, findings }).toEqual(verdictOf(model, after, judge));
    met.add(findings[0]?.code ?? decision.kind);
    if (decision.kind === 'accepted') fold(state, decision.events);
    if (decision.kind !== 'rejected') model = after;
  }
  expect(figuresOf(state)).toEqual(figuresAnew(model));
}

function fold(state: SiteState, events: readonly SiteEvent[]): void {
  for (const event of recorded(events, 'now', 'me')) siteAggregate.decider.evolve(state, event);
}

/** What equals the stored values asks for nothing, unless the charger is retired (RULES 11). */
function verdictOf(before: Model, after: Model, judge: Step['judge']) {
  const findings = judge(before, after);
  const isRetired = findings[0]?.code === 'charger-retired';
  if (isDeepStrictEqual(after, before) && !isRetired) return { kind: 'unchanged', findings: [] };
  return { kind: findings.length > 0 ? 'rejected' : 'accepted', findings };
}

describe(`the electrical rules (seed ${SEED})`, () => {
  it('agree with the oracle on every step of generated trees and commands', () => {
    const met = new Set<string>();
    const draws = fc.array(DRAW, { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(MODEL, draws, (model, drawn) => expectAgreement(model, drawn, met)),
      { seed: SEED, numRuns: RUNS },
    );
    expect([...met].sort()).toEqual(MET_BY_A_CAMPAIGN);
  }, 120_000);
});
