import { join } from 'node:path';

import { emptyFold, foldEvent } from '@chargebook/kernel';

import {
  decodedGoldenEvents,
  goldenEventsIn,
  goldenNameOf,
  goldenNamesOf,
} from '../../../../test/support/golden-events';
import { accountFacts, type AccountFacts } from '../contracts';
import { accountAggregate } from './account.decider';
import { ACCOUNT_SCHEMAS, type AccountEvent } from './account.events';
import { type Account } from './account.state';

type Told<Value> = Readonly<Record<AccountEvent['type'], Value>>;

const FOLDER = join(__dirname, 'golden');
const events = decodedGoldenEvents(FOLDER, ACCOUNT_SCHEMAS);

/** What the event, as it was stored, makes of an account that was just added. */
const CHANGES: Told<object> = {
  AccountAdded: {
    id: '8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11',
    name: 'Rivertown Council',
    paymentIntegrations: [],
    addedAt: '2026-03-01T08:30:00.000Z',
    addedBy: 'dana',
    lastChangedAt: '2026-03-01T08:30:00.000Z',
    lastChangedBy: 'dana',
  },
  AccountRenamed: { name: 'Rivertown City', lastChangedAt: '2026-03-01T08:31:00.000Z' },
  PaymentIntegrationEnabled: {
    paymentIntegrations: ['payter'],
    lastChangedAt: '2026-03-01T08:32:00.000Z',
  },
  PaymentIntegrationDisabled: {
    paymentIntegrations: [],
    lastChangedAt: '2026-03-01T08:33:00.000Z',
  },
};

/** What others may know of it then, … */
const ADDED_FACTS = { doesExist: true, hasPayter: false };

/** … and how the event changes that. */
const FACTS: Told<Partial<AccountFacts>> = {
  AccountAdded: {},
  AccountRenamed: {},
  PaymentIntegrationEnabled: { hasPayter: true },
  PaymentIntegrationDisabled: { hasPayter: false },
};

function accountAfter(type: AccountEvent['type']): Account | undefined {
  const folded = emptyFold(accountAggregate.decider.initial());
  for (const event of eventsUpTo(type)) foldEvent(accountAggregate, folded, event);
  return folded.state.account;
}

function eventsUpTo(type: AccountEvent['type']) {
  const names = new Set(['AccountAdded.v1.json', `${type}.v1.json`]);
  return [...names].flatMap((name) => events[name] ?? []);
}

describe('the stored events of accounts', () => {
  it('have a golden file for every type and version, named by what is in it', () => {
    const golden = goldenEventsIn(FOLDER);
    expect(golden.map(({ fileName }) => fileName)).toEqual(goldenNamesOf(ACCOUNT_SCHEMAS));
    expect(golden.map(goldenNameOf)).toEqual(golden.map(({ fileName }) => fileName));
  });

  it.each(Object.keys(CHANGES) as AccountEvent['type'][])('%s is still understood', (type) => {
    expect(accountAfter(type)).toEqual({ ...accountAfter('AccountAdded'), ...CHANGES[type] });
  });

  it.each(Object.keys(FACTS) as AccountEvent['type'][])('%s tells others what it told', (type) => {
    const facts = accountFacts.initial();
    for (const event of eventsUpTo(type)) accountFacts.evolve(facts, event);
    expect(facts).toEqual({ ...ADDED_FACTS, ...FACTS[type] });
  });
});
