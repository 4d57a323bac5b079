import './users.css';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Outlet } from 'react-router';

import { ChangeNote } from '../../components/change-note';
import { type Column } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { ListLink } from '../../components/list-link';
import { SearchList } from '../../components/search-list';
import { useListState } from '../../lib/list-state';
import { pageQuery, pathBelow } from '../../lib/page';
import { fetchUsers, type User } from '../../lib/users';
import { administersAnything, useMe } from '../../lib/session';
import { USER_TEXTS as TEXTS } from '../../lib/texts/users';
import { RolesSummary } from './roles-summary';

const COLUMNS: readonly Column<User>[] = [
  {
    key: 'name',
    title: TEXTS.columns.name,
    isHead: true,
    render: ({ id, name }) => <ListLink to={id}>{name ?? TEXTS.nameless}</ListLink>,
  },
  { key: 'email', title: TEXTS.columns.email, render: ({ email }) => email },
  {
    key: 'roles',
    title: TEXTS.columns.roles,
    render: ({ roles }) => <RolesSummary roles={roles} />,
  },
  {
    key: 'status',
    title: TEXTS.columns.status,
    render: ({ active }) => (
      <span className={active ? 'mark' : 'mark mark-warn'}>
        {active ? TEXTS.active : TEXTS.inactive}
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

export function UsersPage() {
  const { data: me } = useMe();
  if (me === undefined) return null;
  if (administersAnything(me)) return <Users />;
  return <EmptyState title={TEXTS.forAdministrators} text={TEXTS.forAdministratorsText} />;
}

function Users() {
  const list = useListState();
  const [search, cursor] = [list.value('q'), list.cursor];
  const users = useQuery({
    queryKey: ['users', 'page', search, cursor],
    queryFn: ({ signal }) => fetchUsers(pageQuery(search, cursor), signal),
    placeholderData: keepPreviousData,
  });
  return (
    <SearchList
      texts={TEXTS}
      columns={COLUMNS}
      page={users.data}
      error={users.error}
      onRetry={() => void users.refetch()}
      mayAdd
      pathOf={({ id }) => pathBelow(id, list.search)}
    >
      <Outlet />
    </SearchList>
  );
}
