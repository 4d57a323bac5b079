import { accountFacts } from '@chargebook/account/contracts';
import { type Projection } from '@chargebook/projections';

/** Whether an account has the integration that its chargers' payment terminals need. */
export interface AccountIntegrationsRow {
  readonly id: string;
  readonly hasPayter: boolean;
}

export const accountIntegrationsProjection: Projection<AccountIntegrationsRow> = {
  name: 'account-integrations',
  version: 1,
  table: {
    primaryKey: 'id',
    columns: { id: { type: 'text collate "C"' }, hasPayter: { type: 'boolean not null' } },
    indexes: [],
  },
  rowKeysOf: ({ type, data }) =>
    Object.hasOwn(accountFacts.schemas, type)
      ? [(data as { readonly accountId: string }).accountId]
      : [],
  apply: (row, event, id) => {
    const facts = { doesExist: true, hasPayter: row?.hasPayter ?? false };
    accountFacts.evolve(facts, event);
    return { id, hasPayter: facts.hasPayter };
  },
};
