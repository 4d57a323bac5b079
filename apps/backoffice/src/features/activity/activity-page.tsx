import './activity.css';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';

import { EmptyState } from '../../components/empty-state';
import { LineBones } from '../../components/line-bones';
import { PageHead } from '../../components/page-head';
import { Pager } from '../../components/pager';
import { ProblemNotice } from '../../components/problem-notice';
import { useFirstPageInstead, useListState } from '../../lib/list-state';
import { type Page } from '../../lib/page';
import { type Activity, fetchActivity } from '../../lib/activity';
import { useHoldsRole } from '../../lib/session';
import { ACTIVITY_TEXTS as TEXTS } from '../../lib/texts/activity';
import { ActLine } from './act-line';
import { actsOf, byDay, dayName } from './acts';

const LIMIT = 100;
const EVERY_MINUTE_MS = 60_000;

export function ActivityPage() {
  const { accountId = '' } = useParams();
  const list = useListState();
  const { data, error, refetch } = useActivityPage(accountId, list.cursor);
  useFirstPageInstead(list, error);
  useEveryMinute();
  return (
    <div className="activity">
      <PageHead title={TEXTS.title} actions={<ToWebhooks accountId={accountId} />} />
      <p className="quiet">{TEXTS.intro}</p>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {data === undefined && error === null ? <LineBones count={8} /> : null}
      {data === undefined ? null : <Days key={accountId} accountId={accountId} page={data} />}
      <Pager list={list} page={data} />
    </div>
  );
}

/** Who is told of all this is for administrators to see. */
function ToWebhooks({ accountId }: { readonly accountId: string }) {
  if (!useHoldsRole('administrator', accountId)) return null;
  return (
    <Link className="page-link" to={`/accounts/${accountId}/webhooks`}>
      {TEXTS.webhooks}
    </Link>
  );
}

function useActivityPage(accountId: string, cursor: string | undefined) {
  return useQuery({
    queryKey: ['activity', accountId, cursor],
    queryFn: ({ signal }) => {
      const page = { limit: LIMIT, ...(cursor !== undefined && { cursor }) };
      return fetchActivity(accountId, page, signal);
    },
    placeholderData: keepPreviousData,
  });
}

interface DaysParts {
  readonly accountId: string;
  readonly page: Page<Activity>;
}

/** What comes while one looks on is marked. */
function Days({ accountId, page }: DaysParts) {
  const [firstSeen] = useState(page.items[0]?.position ?? '');
  if (page.items.length === 0) {
    return <EmptyState title={TEXTS.emptyTitle} text={TEXTS.emptyText} />;
  }
  return byDay(actsOf(page.items), dayName).map(({ key, acts }) => (
    <section key={key} aria-label={key}>
      <h2 className="activity-day">{key}</h2>
      <ol className="acts">
        {acts.map((act) => (
          <ActLine
            key={act.position}
            act={act}
            accountId={accountId}
            isNew={act.position > firstSeen}
          />
        ))}
      </ol>
    </section>
  ));
}

/** `3 minutes ago` becomes `4 minutes ago` by itself. */
function useEveryMinute(): void {
  const [, setMinute] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setMinute((minute) => minute + 1), EVERY_MINUTE_MS);
    return () => window.clearInterval(timer);
  }, []);
}
