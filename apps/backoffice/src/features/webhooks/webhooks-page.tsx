import './webhooks.css';

import { Link, useParams } from 'react-router';

import { DataTable } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { PageHead } from '../../components/page-head';
import { ProblemNotice } from '../../components/problem-notice';
import { holdsRole, useMe } from '../../lib/session';
import { WEBHOOK_TEXTS as TEXTS } from '../../lib/texts/webhooks';
import { useWebhooks } from '../../lib/webhooks';
import { WEBHOOK_COLUMNS } from './webhook-columns';

/** Who is told of events, and how that goes. */
export function WebhooksPage() {
  const { accountId = '' } = useParams();
  const { data: me } = useMe();
  const mayRead = holdsRole(me, 'administrator', accountId);
  const back = (
    <Link className="page-link" to={`/accounts/${accountId}/activity`}>
      {TEXTS.back}
    </Link>
  );
  return (
    <>
      <PageHead title={TEXTS.title} actions={back} />
      {me === undefined || mayRead ? (
        <Webhooks accountId={accountId} mayRead={mayRead} />
      ) : (
        <EmptyState title={TEXTS.mayNotTitle} text={TEXTS.mayNotText} />
      )}
    </>
  );
}

interface WebhooksParts {
  readonly accountId: string;
  readonly mayRead: boolean;
}

function Webhooks({ accountId, mayRead }: WebhooksParts) {
  const { data, error, refetch } = useWebhooks(accountId, mayRead);
  if (data?.length === 0) return <NoWebhook />;
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

function NoWebhook() {
  const documentation = (
    <a href="/docs" target="_blank" rel="noopener noreferrer">
      {TEXTS.documentation}
    </a>
  );
  return <EmptyState title={TEXTS.emptyTitle} text={TEXTS.emptyText} action={documentation} />;
}
