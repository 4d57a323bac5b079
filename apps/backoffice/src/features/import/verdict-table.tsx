import { Button } from 'antd';
import { memo, useState } from 'react';

import { type Column, DataTable } from '../../components/data-table';
import { count } from '../../lib/format';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { IMPORT_TEXTS } from '../../lib/texts/import';
import { IMPORT_ROW_TEXTS } from '../../lib/texts/import-rows';
import { type ChargerRow } from './charger-rows';
import {
  countByKind,
  VERDICT_KINDS,
  type VerdictFilter,
  type Verdict,
  type Verdicts,
} from './verdict';

const TEXTS = IMPORT_TEXTS.table;
/** So many at a time, that thousands of rows cost no more than these. */
const PAGE_SIZE = 100;
const FILTERS: readonly VerdictFilter[] = [...VERDICT_KINDS, 'open'];

interface Judged {
  readonly row: ChargerRow;
  readonly verdict: Verdict | undefined;
}

const COLUMNS: readonly Column<Judged>[] = [
  { key: 'line', title: TEXTS.row, isNumber: true, render: ({ row }) => count(row.line) },
  {
    key: 'chargerId',
    title: TEXTS.chargerId,
    isHead: true,
    render: ({ row }) => row.chargerId || COMMON_TEXTS.none,
  },
  { key: 'panel', title: TEXTS.panel, render: ({ row }) => row.panel },
  { key: 'limit', title: TEXTS.limit, isNumber: true, render: ({ row }) => row.limit },
  { key: 'scope', title: TEXTS.scope, render: ({ row }) => row.scope },
  { key: 'verdict', title: TEXTS.verdict, render: ({ verdict }) => <Mark verdict={verdict} /> },
  { key: 'why', title: TEXTS.why, render: ({ verdict }) => whyOf(verdict) },
];

interface VerdictTableParts {
  readonly rows: readonly ChargerRow[];
  readonly verdicts: Verdicts;
}

export function VerdictTable({ rows, verdicts }: VerdictTableParts) {
  const [filter, setFilter] = useState<VerdictFilter | 'all'>('all');
  const [page, setPage] = useState(0);
  const counts = countByKind(verdicts.length === 0 ? rows.map(() => undefined) : verdicts);
  const judged = rows.map((row, place) => ({ row, verdict: verdicts[place] }));
  const kindOf = ({ verdict }: Judged): VerdictFilter => verdict?.kind ?? 'open';
  const shown = filter === 'all' ? judged : judged.filter((each) => kindOf(each) === filter);
  const last = Math.max(0, Math.ceil(shown.length / PAGE_SIZE) - 1);
  const at = Math.min(page, last);
  const choose = (chosen: VerdictFilter | 'all'): void => {
    setFilter(chosen);
    setPage(0);
  };
  return (
    <>
      <div className="verdict-filters" role="group" aria-label={TEXTS.filter}>
        <FilterButton kind="all" number={rows.length} chosen={filter} onChoose={choose} />
        {FILTERS.filter((kind) => counts[kind] > 0 || kind === filter).map((kind) => (
          <FilterButton
            key={kind}
            kind={kind}
            number={counts[kind]}
            chosen={filter}
            onChoose={choose}
          />
        ))}
      </div>
      {shown.length === 0 ? <p className="quiet">{TEXTS.nothing}</p> : null}
      <RowTable judged={shown.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE)} />
      {last === 0 ? null : <Pages at={at} last={last} total={shown.length} onGo={setPage} />}
    </>
  );
}

interface FilterButtonParts {
  readonly kind: VerdictFilter | 'all';
  readonly number: number;
  readonly chosen: VerdictFilter | 'all';
  readonly onChoose: (kind: VerdictFilter | 'all') => void;
}

function FilterButton({ kind, number, chosen, onChoose }: FilterButtonParts) {
  const text = kind === 'all' ? TEXTS.all : IMPORT_ROW_TEXTS.verdicts[kind];
  const help = kind === 'all' ? undefined : IMPORT_ROW_TEXTS.verdictHelp[kind];
  return (
    <button
      type="button"
      className="verdict-filter"
      aria-pressed={chosen === kind}
      title={help}
      onClick={() => onChoose(kind)}
    >
      {`${text} `}
      <strong>{count(number)}</strong>
    </button>
  );
}

/** Drawn anew only when one of its rows has another verdict. */
const RowTable = memo(
  ({ judged }: { readonly judged: readonly Judged[] }) => (
    <DataTable
      caption={TEXTS.caption}
      columns={COLUMNS}
      rows={judged}
      keyOf={({ row }) => String(row.line)}
    />
  ),
  (before, after) =>
    before.judged.length === after.judged.length &&
    before.judged.every(({ row, verdict }, place) => {
      const other = after.judged[place];
      return other?.row === row && other.verdict === verdict;
    }),
);

const TONES: Readonly<Record<VerdictFilter, string>> = {
  open: '',
  ready: 'mark-accent',
  added: 'mark-accent',
  same: '',
  different: 'mark-warn',
  refused: 'mark-bad',
};

function Mark({ verdict }: { readonly verdict: Verdict | undefined }) {
  const kind = verdict?.kind ?? 'open';
  return <span className={`mark ${TONES[kind]}`}>{IMPORT_ROW_TEXTS.verdicts[kind]}</span>;
}

function whyOf(verdict: Verdict | undefined) {
  if (verdict === undefined || verdict.why.length === 0) return null;
  return (
    <ul className="verdict-why">
      {verdict.why.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

interface PagesParts {
  readonly at: number;
  readonly last: number;
  readonly total: number;
  readonly onGo: (page: number) => void;
}

function Pages({ at, last, total, onGo }: PagesParts) {
  const to = Math.min(total, (at + 1) * PAGE_SIZE);
  return (
    <nav className="pager" aria-label={COMMON_TEXTS.pages}>
      <span className="quiet">{TEXTS.page(at * PAGE_SIZE + 1, to, total)}</span>
      <Button disabled={at === 0} onClick={() => onGo(at - 1)}>
        {COMMON_TEXTS.previous}
      </Button>
      <Button disabled={at === last} onClick={() => onGo(at + 1)}>
        {COMMON_TEXTS.next}
      </Button>
    </nav>
  );
}
