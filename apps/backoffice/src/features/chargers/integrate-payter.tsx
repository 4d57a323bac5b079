import { Button } from 'antd';

import { ProblemNotice } from '../../components/problem-notice';
import { api, dataOf, versionedOf } from '../../lib/api';
import { type Account } from '../../lib/accounts';
import { useHoldsRole } from '../../lib/session';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { useWrite, type WriteHeaders } from '../../lib/write';

const TEXTS = CHARGER_TEXTS.form.terminal;

/** Says what is missing for payment terminals, and lets it be mended on the spot. */
export function IntegratePayter({ accountId }: { readonly accountId: string }) {
  const mayIntegrate = useHoldsRole('administrator', accountId);
  const { write, isPending, error } = useWrite<string, Account>({ send: integrate });
  return (
    <>
      <p className="quiet help">
        {TEXTS.notIntegrated}{' '}
        {mayIntegrate ? (
          <Button type="link" size="small" loading={isPending} onClick={() => write(accountId)}>
            {TEXTS.integrate}
          </Button>
        ) : null}
      </p>
      <ProblemNotice error={error} />
    </>
  );
}

/** Adds the one to what is integrated, on the account as it is now. */
async function integrate(accountId: string, header: WriteHeaders): Promise<Account> {
  const path = { accountId };
  const { thing, etag } = await versionedOf(
    api.GET('/v1/accounts/{accountId}', { params: { path } }),
  );
  const body = { paymentIntegrations: [...thing.paymentIntegrations, 'payter' as const] };
  const versioned = { ...header, 'If-Match': etag };
  return dataOf(
    api.PATCH('/v1/accounts/{accountId}', { params: { path, header: versioned }, body }),
  );
}
