import './chargers.css';

import { Button } from 'antd';
import { useEffect } from 'react';
import { Link, Outlet, useLocation, useNavigate, useParams } from 'react-router';

import { DataTable } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { PlusIcon } from '../../components/icons';
import { PageHead } from '../../components/page-head';
import { Pager } from '../../components/pager';
import { SearchBox } from '../../components/search-box';
import { ProblemNotice } from '../../components/problem-notice';
import { type ListState, useListState } from '../../lib/list-state';
import { hasCode } from '../../lib/problem';
import { useHoldsRole } from '../../lib/session';
import { useShortcut } from '../../lib/shortcut';
import { CHARGER_TEXTS as TEXTS } from '../../lib/texts/chargers';
import { type ListedCharger } from './charger';
import { ChargerChips } from './charger-chips';
import { chargerColumns } from './charger-columns';
import { ChargerFilters } from './charger-filters';
import { csvPath, filterCount, queryOf, USUAL_SORT, useChargerPage } from './charger-view';
import { useJustAdded } from './just-added';

export function ChargersPage() {
  const { accountId = '' } = useParams();
  const list = useListState();
  const query = queryOf(list.search, accountId);
  const page = useChargerPage(query);
  useFirstPageInstead(list, page.error);
  return (
    <>
      <PageHead
        title={TEXTS.title}
        actions={<Actions accountId={accountId} csv={csvPath(query)} />}
        below={<ChargerFilters list={list} accountId={accountId} />}
      >
        <SearchBox
          label={TEXTS.search}
          value={list.value('q') ?? ''}
          onSearch={(q) => list.change({ q }, { replaces: true })}
        />
      </PageHead>
      <ChargerChips list={list} />
      <ProblemNotice error={page.error} onRetry={() => void page.refetch()} />
      {page.error === null || page.data !== undefined ? (
        <ChargerTable accountId={accountId} list={list} items={page.data?.items} />
      ) : null}
      <Pager list={list} page={page.data} />
      <Outlet />
    </>
  );
}

/** An address that was kept for long may name a place in a list that is no more. */
function useFirstPageInstead(list: ListState, error: unknown): void {
  useEffect(() => {
    if (hasCode(error, 'cursor-invalid')) list.change({}, { replaces: true });
  });
}

interface TableParts {
  readonly accountId: string;
  readonly list: ListState;
  readonly items: readonly ListedCharger[] | undefined;
}

function ChargerTable({ accountId, list, items }: TableParts) {
  const { search, state } = useLocation();
  const added = useJustAdded(accountId);
  const listed = new Set(items?.map(({ id }) => id));
  const rows = items && [...added.rows.filter(({ id }) => !listed.has(id)), ...items];
  const pathOf = ({ siteId, id }: ListedCharger): string =>
    `/accounts/${accountId}/chargers/${siteId}/${id}${search}`;
  if (rows?.length === 0) return <NoChargers list={list} accountId={accountId} />;
  return (
    <DataTable
      caption={TEXTS.listCaption}
      columns={chargerColumns(pathOf, state)}
      rows={rows}
      keyOf={({ id }) => id}
      pathOf={pathOf}
      isMarked={({ id }) => added.ids.has(id)}
      sort={list.value('sort') ?? USUAL_SORT}
      onSort={(sort) => list.change({ sort: sort === USUAL_SORT ? undefined : sort })}
    />
  );
}

function Actions({ accountId, csv }: { readonly accountId: string; readonly csv: string }) {
  const mayAdd = useHoldsRole('administrator', accountId);
  const navigate = useNavigate();
  const { search, state } = useLocation();
  const add = (): void => {
    const path = `/accounts/${accountId}/chargers/new${search}`;
    if (mayAdd) void navigate(path, { state: state as unknown });
  };
  useShortcut(['n', '+'], add);
  return (
    <>
      {mayAdd ? (
        <Link to={`/accounts/${accountId}/import`} className="page-link">
          {TEXTS.import}
        </Link>
      ) : null}
      <Button href={csv} title={TEXTS.csvHint} download>
        {TEXTS.csv}
      </Button>
      <Button
        type="primary"
        icon={<PlusIcon />}
        aria-label={TEXTS.add}
        title={mayAdd ? TEXTS.addHint : TEXTS.mayNotAdd}
        disabled={!mayAdd}
        onClick={add}
      />
    </>
  );
}

function NoChargers({ list, accountId }: { readonly list: ListState; readonly accountId: string }) {
  const mayAdd = useHoldsRole('administrator', accountId);
  const navigate = useNavigate();
  const isFiltered = filterCount(list.search) > 0 || list.value('q') !== undefined;
  const { title, text, reader, filteredTitle, filteredText } = TEXTS.empty;
  if (isFiltered) {
    const clear = <Button onClick={() => void navigate('.')}>{TEXTS.filters.clear}</Button>;
    return <EmptyState title={filteredTitle} text={filteredText} action={clear} />;
  }
  const add = (
    <Button type="primary" onClick={() => void navigate(`/accounts/${accountId}/chargers/new`)}>
      {TEXTS.add}
    </Button>
  );
  return (
    <EmptyState title={title} text={mayAdd ? text : reader} action={mayAdd ? add : undefined} />
  );
}
