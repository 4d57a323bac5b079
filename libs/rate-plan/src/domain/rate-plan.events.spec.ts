import { join } from 'node:path';

import { emptyFold, foldEvent } from '@chargebook/kernel';

import {
  decodedGoldenEvents,
  goldenEventsIn,
  goldenNameOf,
  goldenNamesOf,
} from '../../../../test/support/golden-events';
import { ratePlanFacts, type RatePlanFacts } from '../contracts';
import { ratePlanAggregate } from './rate-plan.decider';
import { RATE_PLAN_SCHEMAS, type RatePlanEvent } from './rate-plan.events';
import { type RatePlan } from './rate-plan.state';

type Told<Value> = Readonly<Record<RatePlanEvent['type'], Value>>;

const FOLDER = join(__dirname, 'golden');
const events = decodedGoldenEvents(FOLDER, RATE_PLAN_SCHEMAS);

/** What the event, as it was stored, makes of a rate plan that was just added. */
const CHANGES: Told<object> = {
  RatePlanAdded: {
    id: '3f0c1c5e-0f5f-5a3e-9d7b-0b8f1c1d2e3f',
    name: 'Workplace, AC',
    description: '0.25 USD/kWh, free parking',
    isArchived: false,
    addedAt: '2026-03-01T08:30:00.000Z',
    addedBy: 'dana',
    lastChangedAt: '2026-03-01T08:30:00.000Z',
    lastChangedBy: 'dana',
  },
  RatePlanRenamed: { name: 'Workplace', lastChangedAt: '2026-03-01T08:31:00.000Z' },
  RatePlanDescriptionChanged: { description: null, lastChangedAt: '2026-03-01T08:32:00.000Z' },
  RatePlanArchived: { isArchived: true, lastChangedAt: '2026-03-01T08:33:00.000Z' },
};

/** What others may know of it then, … */
const ADDED_FACTS = { doesExist: true, isArchived: false };

/** … and how the event changes that. */
const FACTS: Told<Partial<RatePlanFacts>> = {
  RatePlanAdded: {},
  RatePlanRenamed: {},
  RatePlanDescriptionChanged: {},
  RatePlanArchived: { isArchived: true },
};

function ratePlanAfter(type: RatePlanEvent['type']): RatePlan | undefined {
  const folded = emptyFold(ratePlanAggregate.decider.initial());
  for (const event of eventsUpTo(type)) foldEvent(ratePlanAggregate, folded, event);
  return folded.state.ratePlan;
}

function eventsUpTo(type: RatePlanEvent['type']) {
  const names = new Set(['RatePlanAdded.v1.json', `${type}.v1.json`]);
  return [...names].flatMap((name) => events[name] ?? []);
}

describe('the stored events of rate plans', () => {
  it('have a golden file for every type and version, named by what is in it', () => {
    const golden = goldenEventsIn(FOLDER);
    expect(golden.map(({ fileName }) => fileName)).toEqual(goldenNamesOf(RATE_PLAN_SCHEMAS));
    expect(golden.map(goldenNameOf)).toEqual(golden.map(({ fileName }) => fileName));
  });

  it.each(Object.keys(CHANGES) as RatePlanEvent['type'][])('%s is still understood', (type) => {
    expect(ratePlanAfter(type)).toEqual({ ...ratePlanAfter('RatePlanAdded'), ...CHANGES[type] });
  });

  it.each(Object.keys(FACTS) as RatePlanEvent['type'][])('%s tells others what it told', (type) => {
    const facts = ratePlanFacts.initial();
    for (const event of eventsUpTo(type)) ratePlanFacts.evolve(facts, event);
    expect(facts).toEqual({ ...ADDED_FACTS, ...FACTS[type] });
  });
});
