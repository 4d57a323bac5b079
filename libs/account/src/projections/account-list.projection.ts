import { recordedOf } from '@chargebook/kernel';
import { type Projection, type ProjectionGroup } from '@chargebook/projections';

import { evolveAccount } from '../domain/account.decider';
import { ACCOUNT_SCHEMAS, type AccountEvent } from '../domain/account.events';
import { type Account } from '../domain/account.state';

/** One row per account. */
export type AccountRow = Account;

export const accountListProjection: Projection<AccountRow> = {
  name: 'account-list',
  version: 1,
  table: {
    primaryKey: 'id',
    columns: {
      id: { type: 'text collate "C"' },
      name: { type: 'text not null' },
      paymentIntegrations: { type: 'jsonb not null' },
      addedAt: { type: 'text collate "C" not null' },
      addedBy: { type: 'text not null' },
      lastChangedAt: { type: 'text collate "C" not null' },
      lastChangedBy: { type: 'text not null' },
    },
    indexes: ['create index NAME_by_name on TABLE (lower(name), id)'],
  },
  rowKeysOf: (event) =>
    Object.hasOwn(ACCOUNT_SCHEMAS, event.type)
      ? [recordedOf<AccountEvent>(event).data.accountId]
      : [],
  apply: (row, event) => evolveAccount(row, recordedOf<AccountEvent>(event)),
};

export const ACCOUNT_GROUP = {
  name: 'accounts',
  projections: [accountListProjection],
} as const satisfies ProjectionGroup;
