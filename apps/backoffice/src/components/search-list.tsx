import './lists.css';

import { Button } from 'antd';
import { type ReactNode } from 'react';

import { useFirstPageInstead, useListState } from '../lib/list-state';
import { type Page } from '../lib/page';
import { type Column, DataTable } from './data-table';
import { EmptyState } from './empty-state';
import { PlusIcon } from './icons';
import { PageHead } from './page-head';
import { Pager } from './pager';
import { ProblemNotice } from './problem-notice';
import { ReadOnlyNote } from './read-only-note';
import { SearchBox } from './search-box';
import { useAdd } from './use-add';

export interface SearchListTexts {
  readonly title: string;
  readonly search: string;
  readonly caption: string;
  readonly add: string;
  readonly noRole: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly nothingTitle: string;
  readonly nothingText: string;
  readonly clear: string;
}

interface SearchListParts<Row> {
  readonly texts: SearchListTexts;
  readonly columns: readonly Column<Row>[];
  readonly page: Page<Row> | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
  /** Where one who may change these adds another. */
  readonly mayAdd: boolean;
  readonly pathOf?: (row: Row) => string;
  readonly filters?: ReactNode;
  /** The sheet that stands over the list. */
  readonly children?: ReactNode;
}

/** A list with a search, "+" at the far right, and a sheet for each of its things. */
export function SearchList<Row extends { readonly id: string }>(parts: SearchListParts<Row>) {
  const { texts, page, error, onRetry, mayAdd, filters, children } = parts;
  const list = useListState();
  useFirstPageInstead(list, error);
  const add = useAdd(mayAdd);
  const search = list.value('q') ?? '';
  return (
    <>
      <PageHead
        title={texts.title}
        actions={
          mayAdd ? (
            <Button type="primary" icon={<PlusIcon />} aria-label={texts.add} onClick={add} />
          ) : undefined
        }
      >
        <SearchBox
          label={texts.search}
          value={search}
          onSearch={(q) => list.change({ q: q === '' ? undefined : q }, { replaces: true })}
        />
        {filters}
      </PageHead>
      {mayAdd ? null : <ReadOnlyNote text={texts.noRole} />}
      <ProblemNotice error={error} onRetry={onRetry} />
      <Rows {...parts} search={search} onAdd={add} />
      <Pager list={list} page={page} />
      {children}
    </>
  );
}

interface RowsParts<Row> extends SearchListParts<Row> {
  readonly search: string;
  readonly onAdd: () => void;
}

function Rows<Row extends { readonly id: string }>(parts: RowsParts<Row>) {
  const { texts, columns, page, error, pathOf } = parts;
  if (page === undefined && error !== null) return null;
  if (page?.total === 0) return <Nothing {...parts} />;
  return (
    <DataTable
      caption={texts.caption}
      columns={columns}
      rows={page?.items}
      keyOf={({ id }) => id}
      {...(pathOf && { pathOf })}
    />
  );
}

function Nothing<Row>({ texts, mayAdd, onAdd, search }: RowsParts<Row>) {
  if (search !== '') return <NothingFound texts={texts} />;
  const action = (
    <Button type="primary" onClick={onAdd}>
      {texts.add}
    </Button>
  );
  return (
    <EmptyState
      title={texts.emptyTitle}
      text={texts.emptyText}
      action={mayAdd ? action : undefined}
    />
  );
}

function NothingFound({ texts }: { readonly texts: SearchListTexts }) {
  const list = useListState();
  return (
    <EmptyState
      title={texts.nothingTitle}
      text={texts.nothingText}
      action={<Button onClick={() => list.change({ q: undefined })}>{texts.clear}</Button>}
    />
  );
}
