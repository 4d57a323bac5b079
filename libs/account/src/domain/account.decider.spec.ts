import { deciderKit } from '@chargebook/kernel/testing';

import { type EditAccount } from './account.commands';
import { accountAggregate } from './account.decider';
import { type AccountEvent, type AccountId } from './account.events';

const accountId = 'rivertown' as AccountId;
const { given } = deciderKit(accountAggregate.decider);

const added: AccountEvent = { type: 'AccountAdded', data: { accountId, name: 'Rivertown' } };
const integration = 'payter';
const enabled: AccountEvent = {
  type: 'PaymentIntegrationEnabled',
  data: { accountId, integration },
};
const disabled: AccountEvent = {
  type: 'PaymentIntegrationDisabled',
  data: { accountId, integration },
};

function add(paymentIntegrations: readonly 'payter'[] = []) {
  return { type: 'AddAccount', id: accountId, name: 'Rivertown', paymentIntegrations } as const;
}
function edit(changes: Omit<EditAccount, 'type' | 'id'>): EditAccount {
  return { type: 'EditAccount', id: accountId, ...changes };
}

describe('an account', () => {
  it('is added under its name', () => {
    given().when(add()).accepts([added]);
  });

  it('is added together with its payment integrations', () => {
    given()
      .when(add(['payter']))
      .accepts([added, enabled]);
  });

  it('is renamed, and not renamed to the name that it has', () => {
    const renamed: AccountEvent = { type: 'AccountRenamed', data: { accountId, name: 'Lakeside' } };
    given(added)
      .when(edit({ name: 'Lakeside' }))
      .accepts([renamed]);
    given(added, renamed)
      .when(edit({ name: 'Lakeside' }))
      .changesNothing();
  });

  it('gets an integration once, and loses it when the list no longer names it', () => {
    given(added)
      .when(edit({ paymentIntegrations: ['payter'] }))
      .accepts([enabled]);
    given(added, enabled)
      .when(edit({ paymentIntegrations: ['payter'] }))
      .changesNothing();
    given(added, enabled)
      .when(edit({ paymentIntegrations: [] }))
      .accepts([disabled]);
    given(added, enabled, disabled)
      .when(edit({ paymentIntegrations: [] }))
      .changesNothing();
  });

  it('keeps what an edit does not speak of', () => {
    given(added, enabled).when(edit({})).changesNothing();
  });

  it('belongs to itself, and to nobody before it is there', () => {
    expect(accountAggregate.accountOf(given(added).state)).toBe(accountId);
    expect(accountAggregate.accountOf(given().state)).toBe(undefined);
  });
});
