import { type ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router';

import { COMMON_TEXTS } from '../lib/texts/common';
import { useNarrow } from '../lib/use-narrow';
import { DataCards } from './data-cards';
import { SortButton } from './sort-button';
import { useNewInSight } from './use-in-sight';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  /** The service's name for this order; `-` before it stands for falling. */
  readonly sort?: string;
  readonly isNumber?: boolean;
  /** Names the row: its header, and the first line of its card. */
  readonly isHead?: boolean;
}

export interface DataTableParts<Row> {
  /** Says what the table holds, to those who do not see it. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while they are fetched: bones are shown. */
  readonly rows: readonly Row[] | undefined;
  readonly keyOf: (row: Row) => string;
  /** Where a row leads; its head must hold the link for those who use no mouse. */
  readonly pathOf?: (row: Row) => string;
  /** The row that was just made or changed. */
  readonly isMarked?: (row: Row) => boolean;
  /** True once of a marked row that is to be brought into sight. */
  readonly takeUnseen?: (row: Row) => boolean;
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string) => void;
}

const BONES = 8;

/** A plain table, quick with 200 rows; where it does not fit, a list of cards. */
export function DataTable<Row>(parts: DataTableParts<Row>) {
  const isNarrow = useNarrow();
  return isNarrow ? <DataCards {...parts} /> : <WideTable {...parts} />;
}

function WideTable<Row>(parts: DataTableParts<Row>) {
  const { caption, columns, rows, sort, onSort, keyOf, pathOf, isMarked, takeUnseen } = parts;
  const open = useOpening(pathOf);
  return (
    <div className="table-frame">
      <table className="table" aria-busy={rows === undefined}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows === undefined ? <Bones columns={columns.length} /> : null}
          {rows?.map((row) => (
            <DataRow
              key={keyOf(row)}
              row={row}
              columns={columns}
              open={open}
              isMarked={isMarked?.(row) === true}
              takeUnseen={takeUnseen}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type OpenRow<Row> = (row: Row, event: React.MouseEvent) => void;

/** A click anywhere in a row leads where its head does. */
function useOpening<Row>(pathOf: DataTableParts<Row>['pathOf']): OpenRow<Row> | undefined {
  const navigate = useNavigate();
  const { state } = useLocation();
  if (pathOf === undefined) return undefined;
  return (row, event) => {
    if (isOnControl(event) || hasSelection()) return;
    void navigate(pathOf(row), { state: state as unknown });
  };
}

interface HeadCellParts<Row> {
  readonly column: Column<Row>;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellParts<Row>) {
  const { title, isNumber, sort: own } = column;
  const className = isNumber === true ? 'number' : undefined;
  if (own === undefined || onSort === undefined) {
    return (
      <th scope="col" className={className}>
        {title}
      </th>
    );
  }
  const order = sort === own ? 'ascending' : sort === `-${own}` ? 'descending' : 'none';
  return (
    <th scope="col" className={className} aria-sort={order}>
      <SortButton order={order} onClick={() => onSort(order === 'ascending' ? `-${own}` : own)}>
        {title}
      </SortButton>
    </th>
  );
}

interface DataRowParts<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly open: OpenRow<Row> | undefined;
  readonly isMarked: boolean;
  readonly takeUnseen: ((row: Row) => boolean) | undefined;
}

function DataRow<Row>({ row, columns, open, isMarked, takeUnseen }: DataRowParts<Row>) {
  const place = useNewInSight<HTMLTableRowElement>(isMarked, () => takeUnseen?.(row) === true);
  const classes = [open !== undefined && 'row-link', isMarked && 'row-marked'];
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the head holds the link
    <tr
      ref={place}
      className={classes.filter(Boolean).join(' ')}
      onClick={(event) => open?.(row, event)}
    >
      {columns.map(({ key, render, isHead, isNumber }) => {
        const className = isNumber === true ? 'number' : undefined;
        return isHead === true ? (
          <th key={key} scope="row" className={className}>
            {render(row)}
          </th>
        ) : (
          <td key={key} className={className}>
            {render(row)}
          </td>
        );
      })}
    </tr>
  );
}

/** Links and buttons within a row act for themselves. */
function isOnControl({ target }: React.MouseEvent): boolean {
  return target instanceof Element && target.closest('a, button, input') !== null;
}

/** Whoever marks a text to copy it does not want to leave. */
function hasSelection(): boolean {
  return (window.getSelection()?.toString() ?? '') !== '';
}

function Bones({ columns }: { readonly columns: number }) {
  return Array.from({ length: BONES }, (_, row) => (
    <tr key={row}>
      {Array.from({ length: columns }, (_each, column) => (
        <td key={column}>
          <span className="bone" />
          {row + column === 0 ? (
            <span className="visually-hidden">{COMMON_TEXTS.loading}</span>
          ) : null}
        </td>
      ))}
    </tr>
  ));
}
