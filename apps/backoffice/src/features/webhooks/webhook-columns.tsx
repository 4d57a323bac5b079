import { type Column } from '../../components/data-table';
import { ago, moment } from '../../lib/format';
import { WEBHOOK_TEXTS as TEXTS } from '../../lib/texts/webhooks';
import { useWaiting, type Webhook } from '../../lib/webhooks';
import { WebhookActions } from './webhook-actions';

const { columns: TITLES } = TEXTS;

interface OfWebhook {
  readonly webhook: Webhook;
}

export const WEBHOOK_COLUMNS: readonly Column<Webhook>[] = [
  {
    key: 'url',
    title: TITLES.url,
    isHead: true,
    render: ({ url, accountId }) => (
      <>
        <span className="webhook-url">{url}</span>{' '}
        {accountId === null ? <span className="mark mark-accent">{TEXTS.ofAll}</span> : null}
      </>
    ),
  },
  { key: 'follows', title: TITLES.follows, render: (webhook) => <Follows webhook={webhook} /> },
  { key: 'state', title: TITLES.state, render: (webhook) => <State webhook={webhook} /> },
  {
    key: 'lastSuccess',
    title: TITLES.lastSuccess,
    render: ({ lastDeliveredAt, deliveredCount }) => (
      <>
        <Time at={lastDeliveredAt} />
        <span className="quiet webhook-second">{TEXTS.deliveredCount(deliveredCount)}</span>
      </>
    ),
  },
  {
    key: 'lastFailure',
    title: TITLES.lastFailure,
    render: ({ lastFailedAt, lastFailure }) => (
      <>
        <Time at={lastFailedAt} />
        {lastFailure === null ? null : <span className="quiet webhook-second">{lastFailure}</span>}
      </>
    ),
  },
  { key: 'waiting', title: TITLES.waiting, render: (webhook) => <Waits webhook={webhook} /> },
  {
    key: 'actions',
    title: TITLES.actions,
    render: (webhook) => <WebhookActions webhook={webhook} />,
  },
];

function Time({ at }: { readonly at: string | null }) {
  if (at === null) return <span className="quiet">{TEXTS.never}</span>;
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(at)}
    </time>
  );
}

function Follows({ webhook: { types, categories } }: OfWebhook) {
  if (types.length > 0) return <span className="webhook-names">{types.join(', ')}</span>;
  return categories.length > 0 ? TEXTS.categories(categories.join(', ')) : TEXTS.everything;
}

const TONES = { active: 'mark mark-accent', failing: 'mark mark-warn', parked: 'mark mark-bad' };

function State({ webhook: { status, failures, parkedReason } }: OfWebhook) {
  return (
    <>
      <span className={TONES[status]}>{TEXTS.states[status]}</span>
      {status === 'failing' ? (
        <span className="quiet webhook-second">{TEXTS.failures(failures)}</span>
      ) : null}
      {parkedReason === null ? null : (
        <span className="quiet webhook-second">{TEXTS.parkedBy(parkedReason)}</span>
      )}
    </>
  );
}

/** How far it is behind; where exactly, on hover. */
function Waits({ webhook }: OfWebhook) {
  const { data } = useWaiting(webhook);
  const { deliveredTo } = webhook;
  const place = deliveredTo === null ? TEXTS.deliveredNothing : TEXTS.deliveredTo(deliveredTo);
  return <span title={place}>{data === undefined ? '…' : waitingText(data)}</span>;
}

function waitingText({ count, isLowerBound }: { count: number; isLowerBound: boolean }): string {
  if (isLowerBound) return TEXTS.manyWait(count);
  return count === 0 ? TEXTS.nothingWaits : TEXTS.waiting(count);
}
