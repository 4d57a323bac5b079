import './webhooks.css';

import { Button } from 'antd';
import { Link, Outlet, useParams } from 'react-router';

import { DataTable } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { PlusIcon } from '../../components/icons';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { useAdd } from '../../components/use-add';
import { holdsRole, useMe } from '../../lib/session';
import { WEBHOOK_TEXTS as TEXTS } from '../../lib/texts/webhooks';
import { useWebhooks } from '../../lib/webhooks';
import { WEBHOOK_COLUMNS } from './webhook-columns';

/** Who is told of events, and how that goes. */
export function WebhooksPage() {
  const { accountId = '' } = useParams();
  const { data: me } = useMe();
  const mayRead = holdsRole(me, 'administrator', accountId);
  const add = useAdd(mayRead);
  return (
    <>
      <PageHead title={TEXTS.title} actions={<Actions mayAdd={mayRead} onAdd={add} />} />
      {me === undefined || mayRead ? (
        <Webhooks accountId={accountId} mayRead={mayRead} onAdd={add} />
      ) : (
        <EmptyState title={TEXTS.mayNotTitle} text={TEXTS.mayNotText} />
      )}
      {mayRead ? <Outlet /> : null}
    </>
  );
}

function Actions({ mayAdd, onAdd }: { readonly mayAdd: boolean; readonly onAdd: () => void }) {
  const { accountId = '' } = useParams();
  return (
    <>
      <Link className="page-link" to={`/accounts/${accountId}/activity`}>
        {TEXTS.back}
      </Link>
      {mayAdd ? (
        <Button type="primary" icon={<PlusIcon />} aria-label={TEXTS.add} onClick={onAdd} />
      ) : null}
    </>
  );
}

interface WebhooksParts {
  readonly accountId: string;
  readonly mayRead: boolean;
  readonly onAdd: () => void;
}

function Webhooks({ accountId, mayRead, onAdd }: WebhooksParts) {
  const { data, error, refetch } = useWebhooks(accountId, mayRead);
  if (data?.length === 0) return <NoWebhook onAdd={onAdd} />;
  return (
    <>
      <p className="quiet">{TEXTS.intro}</p>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data === undefined && error !== null ? null : (
        <DataTable
          caption={TEXTS.caption}
          columns={WEBHOOK_COLUMNS}
          rows={data}
          keyOf={({ id }) => id}
        />
      )}
    </>
  );
}

function NoWebhook({ onAdd }: { readonly onAdd: () => void }) {
  const actions = (
    <>
      <Button type="primary" onClick={onAdd}>
        {TEXTS.add}
      </Button>
      <Button href="/docs" target="_blank" rel="noopener noreferrer">
        {TEXTS.documentation}
      </Button>
    </>
  );
  return <EmptyState title={TEXTS.emptyTitle} text={TEXTS.emptyText} action={actions} />;
}
