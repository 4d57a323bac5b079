import {
  accept,
  type Aggregate,
  type Decision,
  type Recorded,
  stampAdded,
  stampChanged,
  thingIdOf,
} from '@chargebook/kernel';

import { type AccountCommand } from './account.commands';
import {
  ACCOUNT_CATEGORY,
  ACCOUNT_SCHEMAS,
  type AccountEvent,
  type AccountId,
  type PaymentIntegration,
} from './account.events';
import { type Account, type AccountState } from './account.state';

/** No rule refuses an account: names need not differ, and terminals outlive their integration. */
export type AccountRejection = never;

type AccountDecision = Decision<AccountEvent, AccountRejection>;
type CommandOf<Type extends AccountCommand['type']> = Extract<AccountCommand, { type: Type }>;
type EventOf<Type extends AccountEvent['type']> = Recorded<Extract<AccountEvent, { type: Type }>>;

const deciders: {
  readonly [Type in AccountCommand['type']]: (
    command: CommandOf<Type>,
    account: Account | undefined,
  ) => AccountDecision;
} = {
  AddAccount: ({ id, name, paymentIntegrations }, account) => {
    const added: AccountEvent = { type: 'AccountAdded', data: { accountId: id, name } };
    const changes = integrationChanges(id, [], paymentIntegrations);
    return accept(account === undefined ? [added, ...changes] : []);
  },

  EditAccount: ({ id, name, paymentIntegrations }, account) => {
    const present = account?.paymentIntegrations ?? [];
    const changes = integrationChanges(id, present, paymentIntegrations ?? present);
    const isRenamed = name !== undefined && name !== account?.name;
    return accept(
      isRenamed ? [{ type: 'AccountRenamed', data: { accountId: id, name } }, ...changes] : changes,
    );
  },
};

function integrationChanges(
  accountId: AccountId,
  before: readonly PaymentIntegration[],
  after: readonly PaymentIntegration[],
): readonly AccountEvent[] {
  const enabled = after.filter((integration) => !before.includes(integration));
  const disabled = before.filter((integration) => !after.includes(integration));
  return [
    ...enabled.map((integration): AccountEvent => ({
      type: 'PaymentIntegrationEnabled',
      data: { accountId, integration },
    })),
    ...disabled.map((integration): AccountEvent => ({
      type: 'PaymentIntegrationDisabled',
      data: { accountId, integration },
    })),
  ];
}

const evolvers: {
  readonly [Type in AccountEvent['type']]: (
    event: EventOf<Type>,
    integrations: readonly PaymentIntegration[],
  ) => Partial<Account>;
} = {
  AccountAdded: (event) => {
    const { accountId, name } = event.data;
    return { id: accountId, name, paymentIntegrations: [], ...stampAdded(event) };
  },
  AccountRenamed: (event) => ({ name: event.data.name }),
  PaymentIntegrationEnabled: ({ data }, integrations) => ({
    paymentIntegrations: [...integrations, data.integration],
  }),
  PaymentIntegrationDisabled: ({ data }, integrations) => ({
    paymentIntegrations: integrations.filter((integration) => integration !== data.integration),
  }),
};

/** Administrators of all accounts open one; its own administrators edit it (RULES 24). */
export const accountAggregate: Aggregate<
  AccountCommand,
  AccountEvent,
  AccountState,
  AccountRejection
> = {
  category: ACCOUNT_CATEGORY,
  schemas: ACCOUNT_SCHEMAS,
  decider: {
    initial: () => ({ account: undefined }),
    decide: (command, { account }) => deciders[command.type](command as never, account),
    evolve: (draft, event) => {
      draft.account = evolveAccount(draft.account, event);
    },
  },
  touches: (event) => [thingIdOf(event.data.accountId)],
  roleFor: () => 'administrator',
  rolesNeeded: () => [{ role: 'administrator', pointer: '' }],
  accountOf: ({ account }) => account?.id,
  holds: ({ account }, thing) => account !== undefined && thingIdOf(account.id) === thing,
};

/** The account after the event; lists fold with it too. */
export function evolveAccount(
  account: Account | undefined,
  event: Recorded<AccountEvent>,
): Account {
  const changes = evolvers[event.type](event as never, account?.paymentIntegrations ?? []);
  return { ...(account as Account), ...stampChanged(event), ...changes };
}
