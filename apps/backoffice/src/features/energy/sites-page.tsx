import './energy.css';

import { Button } from 'antd';
import { Link, Outlet, useNavigate } from 'react-router';

import { DataTable } from '../../components/data-table';
import { EmptyState } from '../../components/empty-state';
import { PlusIcon } from '../../components/icons';
import { PageHead } from '../../components/page-head';
import { Pager } from '../../components/pager';
import { ProblemNotice } from '../../components/problem-notice';
import { SearchBox } from '../../components/search-box';
import { type ListState, useFirstPageInstead, useListState } from '../../lib/list-state';
import { useHoldsRole } from '../../lib/session';
import { useShortcut } from '../../lib/shortcut';
import { useSitePage } from '../../lib/sites';
import { ENERGY_TEXTS } from '../../lib/texts/energy';
import { useChargersNeedingAttention } from './attention';
import { useEnergyPaths } from './paths';
import { siteColumns } from './site-columns';

const TEXTS = ENERGY_TEXTS.sites;

/** The sites of the account; the form of a new one lies over it. */
export function SitesPage() {
  const list = useListState();
  const search = list.value('q') ?? '';
  const head = (
    <PageHead title={ENERGY_TEXTS.title} actions={<Actions />}>
      <SearchBox
        label={TEXTS.search}
        value={search}
        onSearch={(q) => list.change({ q }, { replaces: true })}
      />
    </PageHead>
  );
  return (
    <>
      {head}
      <Sites list={list} search={search} />
      <Outlet />
    </>
  );
}

function Sites({ list, search }: { readonly list: ListState; readonly search: string }) {
  const paths = useEnergyPaths();
  const page = useSitePage({ accountId: paths.accountId, search, cursor: list.cursor });
  useFirstPageInstead(list, page.error);
  const { data: attention } = useChargersNeedingAttention(paths.accountId);
  const clear = (): void => list.change({ q: undefined });
  if (page.data?.items.length === 0) return <NoSite isSearch={search !== ''} onClear={clear} />;
  const trouble = <ProblemNotice error={page.error} onRetry={() => void page.refetch()} />;
  if (page.data === undefined && page.error !== null) return trouble;
  return (
    <>
      {trouble}
      <DataTable
        caption={TEXTS.caption}
        columns={siteColumns(paths, attention ?? new Map())}
        rows={page.data?.items}
        keyOf={({ id }) => id}
        pathOf={({ id }) => paths.site(id)}
      />
      <Pager list={list} page={page.data} />
    </>
  );
}

function Actions() {
  const paths = useEnergyPaths();
  const navigate = useNavigate();
  const mayAdd = useHoldsRole('administrator', paths.accountId);
  const add = (): void => void (mayAdd && navigate(paths.newSite));
  useShortcut(['n', '+'], add);
  return (
    <>
      <Link to={paths.map} className="page-link">
        {TEXTS.map}
      </Link>
      {mayAdd ? (
        <Button type="primary" icon={<PlusIcon />} onClick={add} aria-label={TEXTS.add} />
      ) : null}
    </>
  );
}

function NoSite({
  isSearch,
  onClear,
}: {
  readonly isSearch: boolean;
  readonly onClear: () => void;
}) {
  const paths = useEnergyPaths();
  const navigate = useNavigate();
  const mayAdd = useHoldsRole('administrator', paths.accountId);
  if (isSearch) {
    const clear = <Button onClick={onClear}>{TEXTS.clearSearch}</Button>;
    return (
      <EmptyState title={TEXTS.nothingFoundTitle} text={TEXTS.nothingFoundText} action={clear} />
    );
  }
  const add = (
    <Button type="primary" onClick={() => void navigate(paths.newSite)}>
      {TEXTS.add}
    </Button>
  );
  return (
    <EmptyState
      title={TEXTS.emptyTitle}
      text={mayAdd ? TEXTS.emptyText : TEXTS.emptyReader}
      action={mayAdd ? add : undefined}
    />
  );
}
