import './chargers.css';

import { useEffect, useState } from 'react';
import { Outlet, useLocation, useMatch, useParams } from 'react-router';

import { AsOfBar } from '../../components/as-of-bar';
import { DataTable } from '../../components/data-table';
import { PageHead } from '../../components/page-head';
import { Pager } from '../../components/pager';
import { ProblemNotice } from '../../components/problem-notice';
import { SearchBox } from '../../components/search-box';
import { asOfFaultIn, type AsOfView, clockOf, useAsOfView } from '../../lib/as-of';
import { type ListState, useFirstPageInstead, useListState } from '../../lib/list-state';
import { useMarks } from '../../lib/marks';
import { usePersonNames } from '../../lib/people';
import { prefetch } from '../../lib/query-client';
import { useMayReadHistory } from '../../lib/session';
import { CHARGER_TEXTS as TEXTS } from '../../lib/texts/chargers';
import { useSite } from '../../lib/things';
import { type ListedCharger } from './charger';
import { ChargerActions } from './charger-actions';
import { ChargerChips } from './charger-chips';
import { chargerColumns, type RowSetting } from './charger-columns';
import { ChargerFilters } from './charger-filters';
import { useChargerPaths } from './charger-paths';
import {
  type ChargerPage,
  chargerPageQuery,
  type ChargerQuery,
  csvPath,
  queryOf,
  USUAL_SORT,
  useChargerPage,
} from './charger-view';
import { useJustAdded } from './just-added';
import { NoChargers } from './no-chargers';

export function ChargersPage() {
  const { accountId = '' } = useParams();
  const list = useListState();
  const query = queryOf(list.search, accountId);
  const view = useAsOfView();
  return (
    <>
      <PageHead
        title={TEXTS.title}
        actions={<ChargerActions accountId={accountId} csv={csvPath(query)} view={view} />}
        below={<ChargerFilters list={list} accountId={accountId} />}
      >
        <SearchBox
          label={TEXTS.search}
          value={list.value('q') ?? ''}
          onSearch={(q) => list.change({ q }, { replaces: true })}
        />
      </PageHead>
      <ChargerChips list={list} />
      <Found accountId={accountId} list={list} query={query} view={view} />
      <Over isPast={view.asOf !== undefined} />
    </>
  );
}

interface FoundParts {
  readonly accountId: string;
  readonly list: ListState;
  readonly query: ChargerQuery;
  readonly view: AsOfView;
}

/** What comes later than the rest of the page, which is not drawn anew for it. */
function Found({ accountId, list, query, view }: FoundParts) {
  const page = useChargerPage(query);
  // A list of one site is on the clock of that site.
  const { data: site } = useSite(list.value('siteId'));
  useFirstPageInstead(list, page.error);
  const isFault = asOfFaultIn(page.error) !== undefined;
  return (
    <>
      <AsOfBar view={view} siteTimeZone={site?.timeZone} error={page.error} />
      {isFault ? null : <ProblemNotice error={page.error} onRetry={() => void page.refetch()} />}
      {page.error === null || page.data !== undefined ? (
        <ChargerTable
          accountId={accountId}
          list={list}
          items={page.data?.items}
          pastZone={view.asOf === undefined ? undefined : clockOf(site?.timeZone).timeZone}
        />
      ) : null}
      <PagerAhead list={list} query={query} page={page.data} isLate={page.isPlaceholderData} />
    </>
  );
}

interface PagerAheadParts {
  readonly list: ListState;
  readonly query: ChargerQuery;
  readonly page: ChargerPage | undefined;
  /** The page is of another query, until that of this one comes. */
  readonly isLate: boolean;
}

/** The next page is fetched while one is about to press for it. */
function PagerAhead({ list, query, page, isLate }: PagerAheadParts) {
  const [isNear, setNear] = useState(false);
  const cursor = isNear && !isLate ? page?.nextCursor : undefined;
  useEffect(() => {
    if (typeof cursor === 'string') prefetch(chargerPageQuery({ ...query, cursor }));
  });
  return <Pager list={list} page={page} onNear={setNear} />;
}

/** Nothing is added to the past. */
function Over({ isPast }: { readonly isPast: boolean }) {
  const isAdding = useMatch('/accounts/:accountId/chargers/new') !== null;
  return isPast && isAdding ? null : <Outlet />;
}

interface TableParts {
  readonly accountId: string;
  readonly list: ListState;
  readonly items: readonly ListedCharger[] | undefined;
  readonly pastZone: string | undefined;
}

function ChargerTable({ accountId, list, items, pastZone }: TableParts) {
  const added = useJustAdded(accountId, pastZone !== undefined);
  const { takeUnseen } = useMarks();
  const listed = new Set(items?.map(({ id }) => id));
  const rows = items && [...added.rows.filter(({ id }) => !listed.has(id)), ...items];
  const setting = { ...useRowSetting(accountId, rows), pastZone };
  if (rows?.length === 0) return <NoChargers list={list} accountId={accountId} />;
  return (
    <DataTable
      caption={TEXTS.listCaption}
      columns={chargerColumns(setting)}
      rows={rows}
      keyOf={({ id }) => id}
      pathOf={setting.formOf}
      isMarked={({ id }) => added.ids.has(id)}
      takeUnseen={({ id }) => takeUnseen(id)}
      sort={list.value('sort') ?? USUAL_SORT}
      onSort={(sort) => list.change({ sort: sort === USUAL_SORT ? undefined : sort })}
    />
  );
}

function useRowSetting(
  accountId: string,
  rows: readonly ListedCharger[] = [],
): Omit<RowSetting, 'pastZone'> {
  const { charger, history } = useChargerPaths();
  const mayReadHistory = useMayReadHistory(accountId);
  const nameOf = usePersonNames(rows.map(({ lastChangedBy }) => lastChangedBy));
  const state: unknown = useLocation().state;
  return { formOf: charger, historyOf: mayReadHistory ? history : undefined, nameOf, state };
}
