import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from 'react-router';

import { ChangeNote } from '../../components/change-note';
import { type Column } from '../../components/data-table';
import { ListLink } from '../../components/list-link';
import { SearchList } from '../../components/search-list';
import { api, dataOf } from '../../lib/api';
import { count } from '../../lib/format';
import { useGroupNames } from '../../lib/group-names';
import { useListState } from '../../lib/list-state';
import { pageQuery, pathBelow } from '../../lib/page';
import { useHoldsRole } from '../../lib/session';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { DRIVER_TEXTS as TEXTS } from '../../lib/texts/drivers';
import { type Driver } from '../../lib/things';

export function DriversPage() {
  const { accountId = '' } = useParams();
  const list = useListState();
  const drivers = useDriverPage(accountId, list.value('q'), list.cursor);
  const groupNames = useGroupNames(accountId);
  const mayAdd = useHoldsRole('administrator', accountId);
  return (
    <SearchList
      texts={TEXTS}
      columns={columnsWith(groupNames.data)}
      page={drivers.data}
      error={drivers.error}
      onRetry={() => void drivers.refetch()}
      mayAdd={mayAdd}
      pathOf={({ id }) => pathBelow(id, list.search)}
    >
      <Outlet />
    </SearchList>
  );
}

function useDriverPage(accountId: string, search: string | undefined, cursor: string | undefined) {
  return useQuery({
    queryKey: ['drivers', 'page', accountId, search, cursor],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/accounts/{accountId}/drivers', {
          params: { path: { accountId }, query: pageQuery(search, cursor) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

type GroupNames = ReadonlyMap<string, string> | undefined;

function columnsWith(groupNames: GroupNames): readonly Column<Driver>[] {
  return [
    {
      key: 'externalId',
      title: TEXTS.columns.externalId,
      isHead: true,
      render: ({ id, externalId }) => <ListLink to={id}>{externalId}</ListLink>,
    },
    {
      key: 'groups',
      title: TEXTS.columns.groups,
      render: ({ groupIds }) => groupsText(groupIds, groupNames),
    },
    {
      key: 'cards',
      title: TEXTS.columns.cards,
      isNumber: true,
      render: ({ rfidCards }) => count(rfidCards.length),
    },
    {
      key: 'status',
      title: TEXTS.columns.status,
      render: ({ status }) => (
        <span className={status === 'blocked' ? 'mark mark-bad' : 'mark'}>
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
}

function groupsText(groupIds: readonly string[], groupNames: GroupNames): string {
  if (groupNames === undefined) return '';
  return groupIds.map((id) => groupNames.get(id) ?? COMMON_TEXTS.choices.deletedGroup).join(', ');
}
