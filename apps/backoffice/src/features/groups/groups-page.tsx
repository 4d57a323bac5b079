import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from 'react-router';

import { ChangeNote } from '../../components/change-note';
import { type Column } from '../../components/data-table';
import { ListLink } from '../../components/list-link';
import { SearchList } from '../../components/search-list';
import { api, dataOf } from '../../lib/api';
import { useListState } from '../../lib/list-state';
import { pageQuery, pathBelow } from '../../lib/page';
import { useHoldsRole } from '../../lib/session';
import { GROUP_TEXTS as TEXTS } from '../../lib/texts/groups';
import { type Group } from '../../lib/things';

const COLUMNS: readonly Column<Group>[] = [
  {
    key: 'name',
    title: TEXTS.columns.name,
    isHead: true,
    render: ({ id, name }) => <ListLink to={id}>{name}</ListLink>,
  },
  {
    key: 'owner',
    title: TEXTS.columns.owner,
    render: ({ accountId }) =>
      accountId === null ? (
        <span className="mark mark-accent">{TEXTS.ofAll}</span>
      ) : (
        TEXTS.ofAccount
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

export function GroupsPage() {
  const { accountId = '' } = useParams();
  const list = useListState();
  const [search, cursor] = [list.value('q'), list.cursor];
  const groups = useQuery({
    queryKey: ['groups', 'page', accountId, search, cursor],
    queryFn: ({ signal }) => {
      const query = { accountId, ...pageQuery(search, cursor) };
      return dataOf(api.GET('/v1/groups', { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
  });
  return (
    <SearchList
      texts={TEXTS}
      columns={COLUMNS}
      page={groups.data}
      error={groups.error}
      onRetry={() => void groups.refetch()}
      mayAdd={useHoldsRole('administrator', accountId)}
      pathOf={({ id }) => pathBelow(id, list.search)}
    >
      <Outlet />
    </SearchList>
  );
}
