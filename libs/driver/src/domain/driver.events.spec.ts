import { join } from 'node:path';

import { type AccountId } from '@chargebook/account/contracts';
import { emptyFold, foldEvent } from '@chargebook/kernel';

import {
  decodedGoldenEvents,
  goldenEventsIn,
  goldenNameOf,
  goldenNamesOf,
} from '../../../../test/support/golden-events';
import { driverFacts, type DriverFacts } from '../contracts';
import { driverAggregate } from './driver.decider';
import { type CardId, DRIVER_SCHEMAS, type DriverEvent } from './driver.events';
import { type Driver } from './driver.state';

type Told<Value> = Readonly<Record<DriverEvent['type'], Value>>;

const FOLDER = join(__dirname, 'golden');
const events = decodedGoldenEvents(FOLDER, DRIVER_SCHEMAS);

const CARD = '5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456' as CardId;
const OTHER_CARD = 'f4b6c1f79a2e4be98d0d3d1b4b0f0c6a5d3a8e1b7c9f2d4e6a8b0c1d3e5f7a9b' as CardId;

/** What the event, as it was stored, makes of a driver that was just added. */
const CHANGES: Told<object> = {
  DriverAdded: {
    id: 'c2f0a9de-7b11-5e64-9c3f-0d8e5a7b6c44',
    accountId: '8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11',
    externalId: 'EMP-20871',
    groupIds: ['5e1d8b8e-4a3c-5d0f-8b7e-2c9a4f6d1b20'],
    rfidCards: [CARD],
    isBlocked: false,
    isRemoved: false,
    addedAt: '2026-03-01T08:30:00.000Z',
    addedBy: 'dana',
    lastChangedAt: '2026-03-01T08:30:00.000Z',
    lastChangedBy: 'dana',
  },
  DriverExternalIdChanged: { externalId: 'EMP-30112', lastChangedAt: '2026-03-01T08:31:00.000Z' },
  DriverGroupsChanged: {
    groupIds: ['0f3c6a4e-9b57-5a1c-a3de-6f2b8c1d4e90'],
    lastChangedAt: '2026-03-01T08:32:00.000Z',
  },
  RfidCardAdded: { rfidCards: [CARD, OTHER_CARD], lastChangedAt: '2026-03-01T08:33:00.000Z' },
  RfidCardRemoved: { rfidCards: [], lastChangedAt: '2026-03-01T08:34:00.000Z' },
  DriverBlocked: { isBlocked: true, lastChangedAt: '2026-03-01T08:35:00.000Z' },
  DriverUnblocked: { isBlocked: false, lastChangedAt: '2026-03-01T08:36:00.000Z' },
  DriverMoved: {
    accountId: 'd0b7f6f4-2a0e-5b43-8e0f-4b9f3f0f7a52',
    lastChangedAt: '2026-03-01T08:37:00.000Z',
  },
  DriverRemoved: { isRemoved: true, rfidCards: [], lastChangedAt: '2026-03-01T08:38:00.000Z' },
};

/** What others may know of it then, … */
const ADDED_FACTS = {
  doesExist: true,
  accountId: '8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11',
  groupIds: ['5e1d8b8e-4a3c-5d0f-8b7e-2c9a4f6d1b20'],
  rfidCards: [CARD],
  isBlocked: false,
};

/** … and how the event changes that. */
const FACTS: Told<Partial<DriverFacts>> = {
  DriverAdded: {},
  DriverExternalIdChanged: {},
  DriverGroupsChanged: { groupIds: ['0f3c6a4e-9b57-5a1c-a3de-6f2b8c1d4e90'] },
  RfidCardAdded: { rfidCards: [CARD, OTHER_CARD] },
  RfidCardRemoved: { rfidCards: [] },
  DriverBlocked: { isBlocked: true },
  DriverUnblocked: { isBlocked: false },
  DriverMoved: { accountId: 'd0b7f6f4-2a0e-5b43-8e0f-4b9f3f0f7a52' as AccountId },
  DriverRemoved: { doesExist: false },
};

function driverAfter(type: DriverEvent['type']): Driver | undefined {
  const folded = emptyFold(driverAggregate.decider.initial());
  for (const event of eventsUpTo(type)) foldEvent(driverAggregate, folded, event);
  return folded.state.driver;
}

function eventsUpTo(type: DriverEvent['type']) {
  const names = new Set(['DriverAdded.v1.json', `${type}.v1.json`]);
  return [...names].flatMap((name) => events[name] ?? []);
}

describe('the stored events of drivers', () => {
  it('have a golden file for every type and version, named by what is in it', () => {
    const golden = goldenEventsIn(FOLDER);
    expect(golden.map(({ fileName }) => fileName)).toEqual(goldenNamesOf(DRIVER_SCHEMAS));
    expect(golden.map(goldenNameOf)).toEqual(golden.map(({ fileName }) => fileName));
  });

  it.each(Object.keys(CHANGES) as DriverEvent['type'][])('%s is still understood', (type) => {
    expect(driverAfter(type)).toEqual({ ...driverAfter('DriverAdded'), ...CHANGES[type] });
  });

  it.each(Object.keys(FACTS) as DriverEvent['type'][])('%s tells others what it told', (type) => {
    const facts = driverFacts.initial();
    for (const event of eventsUpTo(type)) driverFacts.evolve(facts, event);
    expect(facts).toEqual({ ...ADDED_FACTS, ...FACTS[type] });
  });
});
