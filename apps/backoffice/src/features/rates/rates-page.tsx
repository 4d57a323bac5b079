import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Outlet } from 'react-router';

import { ChangeNote } from '../../components/change-note';
import { type Column } from '../../components/data-table';
import { ListLink } from '../../components/list-link';
import { SearchList } from '../../components/search-list';
import { api, dataOf } from '../../lib/api';
import { useListState } from '../../lib/list-state';
import { pageQuery, pathBelow } from '../../lib/page';
import { useHoldsRole } from '../../lib/session';
import { RATE_TEXTS as TEXTS } from '../../lib/texts/rates';
import { type RatePlan } from '../../lib/things';

const COLUMNS: readonly Column<RatePlan>[] = [
  {
    key: 'name',
    title: TEXTS.columns.name,
    isHead: true,
    render: ({ id, name }) => <ListLink to={id}>{name}</ListLink>,
  },
  {
    key: 'description',
    title: TEXTS.columns.description,
    render: ({ description }) => description,
  },
  {
    key: 'status',
    title: TEXTS.columns.status,
    render: ({ status }) => (
      <span className={status === 'archived' ? 'mark mark-warn' : 'mark'}>
        {TEXTS.statuses[status]}
      </span>
    ),
  },
  {
    key: 'lastChange',
    title: TEXTS.columns.lastChange,
    render: ({ lastChangedAt, lastChangedBy }) => (
      <ChangeNote at={lastChangedAt} by={lastChangedBy} />
    ),
  },
];

export function RatesPage() {
  const list = useListState();
  const [search, cursor] = [list.value('q'), list.cursor];
  const plans = useQuery({
    queryKey: ['rate-plans', 'page', search, cursor],
    queryFn: ({ signal }) => {
      const query = pageQuery(search, cursor);
      return dataOf(api.GET('/v1/rate-plans', { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
  });
  return (
    <SearchList
      texts={TEXTS}
      columns={COLUMNS}
      page={plans.data}
      error={plans.error}
      onRetry={() => void plans.refetch()}
      mayAdd={useHoldsRole('administrator')}
      pathOf={({ id }) => pathBelow(id, list.search)}
    >
      <Outlet />
    </SearchList>
  );
}
