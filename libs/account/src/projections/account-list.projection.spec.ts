import { join } from 'node:path';

import { projectedGoldenEvents } from '../../../../test/support/golden-events';
import { ACCOUNT_SCHEMAS, type AccountEvent } from '../domain/account.events';
import { accountListProjection as projection, type AccountRow } from './account-list.projection';

const KEY = '8a4c4a52-35e1-5c0b-9d86-6f1d6a2f7c11';
const events = projectedGoldenEvents(join(__dirname, '../domain/golden'), ACCOUNT_SCHEMAS);

function rowAfter(...types: readonly AccountEvent['type'][]): AccountRow | undefined {
  return types
    .flatMap((type) => events[`${type}.v1.json`] ?? [])
    .reduce<AccountRow | undefined>((row, event) => projection.apply(row, event, KEY), undefined);
}

describe('the list of accounts', () => {
  it('has a row per thing, with all of its columns and no others', () => {
    const row = rowAfter('AccountAdded');
    expect(row).toMatchObject({
      id: KEY,
      name: 'Rivertown Council',
      paymentIntegrations: [],
      addedBy: 'dana',
    });
    expect(Object.keys(row ?? {}).sort()).toEqual(Object.keys(projection.table.columns).sort());
  });

  it('follows what becomes of it', () => {
    expect(rowAfter('AccountAdded', 'AccountRenamed')).toEqual({
      ...rowAfter('AccountAdded'),
      name: 'Rivertown City',
      lastChangedAt: '2026-03-01T08:31:00.000Z',
    });
  });

  it('looks at every event of the context and at no other', () => {
    const keys = Object.values(events).map((event) => projection.rowKeysOf(event));
    expect(keys).toEqual(Object.keys(ACCOUNT_SCHEMAS).map(() => [KEY]));
    const [event] = Object.values(events);
    if (event === undefined) throw new Error('there is an event');
    expect(projection.rowKeysOf({ ...event, type: 'ClaimAbandoned' })).toEqual([]);
  });
});
