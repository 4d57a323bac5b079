import { join } from 'node:path';

import { emptyFold, foldEvent } from '@chargebook/kernel';

import {
  decodedGoldenEvents,
  goldenEventsIn,
  goldenNameOf,
  goldenNamesOf,
} from '../../../../test/support/golden-events';
import { groupFacts, type GroupFacts } from '../contracts';
import { groupAggregate } from './group.decider';
import { GROUP_SCHEMAS, type GroupEvent } from './group.events';
import { type Group } from './group.state';

type Told<Value> = Readonly<Record<GroupEvent['type'], Value>>;

const FOLDER = join(__dirname, 'golden');
const events = decodedGoldenEvents(FOLDER, GROUP_SCHEMAS);

/** What the event, as it was stored, makes of a group that was just added. */
const CHANGES: Told<object> = {
  GroupAdded: {
    id: '5e1d8b8e-4a3c-5d0f-8b7e-2c9a4f6d1b20',
    name: 'Night shift',
    accountId: '8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11',
    isDeleted: false,
    addedAt: '2026-03-01T08:30:00.000Z',
    addedBy: 'dana',
    lastChangedAt: '2026-03-01T08:30:00.000Z',
    lastChangedBy: 'dana',
  },
  GroupRenamed: { name: 'Late shift', lastChangedAt: '2026-03-01T08:31:00.000Z' },
  GroupMoved: { accountId: null, lastChangedAt: '2026-03-01T08:32:00.000Z' },
  GroupDeleted: { isDeleted: true, lastChangedAt: '2026-03-01T08:33:00.000Z' },
};

/** What others may know of it then, … */
const ADDED_FACTS = { doesExist: true, accountId: '8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11' };

/** … and how the event changes that. */
const FACTS: Told<Partial<GroupFacts>> = {
  GroupAdded: {},
  GroupRenamed: {},
  GroupMoved: { accountId: null },
  GroupDeleted: { doesExist: false },
};

function groupAfter(type: GroupEvent['type']): Group | undefined {
  const folded = emptyFold(groupAggregate.decider.initial());
  for (const event of eventsUpTo(type)) foldEvent(groupAggregate, folded, event);
  return folded.state.group;
}

function eventsUpTo(type: GroupEvent['type']) {
  const names = new Set(['GroupAdded.v1.json', `${type}.v1.json`]);
  return [...names].flatMap((name) => events[name] ?? []);
}

describe('the stored events of groups', () => {
  it('have a golden file for every type and version, named by what is in it', () => {
    const golden = goldenEventsIn(FOLDER);
    expect(golden.map(({ fileName }) => fileName)).toEqual(goldenNamesOf(GROUP_SCHEMAS));
    expect(golden.map(goldenNameOf)).toEqual(golden.map(({ fileName }) => fileName));
  });

  it.each(Object.keys(CHANGES) as GroupEvent['type'][])('%s is still understood', (type) => {
    expect(groupAfter(type)).toEqual({ ...groupAfter('GroupAdded'), ...CHANGES[type] });
  });

  it.each(Object.keys(FACTS) as GroupEvent['type'][])('%s tells others what it told', (type) => {
    const facts = groupFacts.initial();
    for (const event of eventsUpTo(type)) groupFacts.evolve(facts, event);
    expect(facts).toEqual({ ...ADDED_FACTS, ...FACTS[type] });
  });
});
