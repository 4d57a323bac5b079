import { COMMON_TEXTS } from '../lib/texts/common';
import { type Column, type DataTableParts } from './data-table';
import { useNewInSight } from './use-in-sight';

const BONES = 4;

/** The rows of a table where there is no room for columns. */
export function DataCards<Row>(parts: DataTableParts<Row>) {
  const { caption, rows, keyOf } = parts;
  if (rows === undefined) return <BoneCards />;
  return (
    <ul className="cards" aria-label={caption}>
      {rows.map((row) => (
        <Card key={keyOf(row)} {...parts} row={row} />
      ))}
    </ul>
  );
}

function Card<Row>(parts: DataTableParts<Row> & { readonly row: Row }) {
  const { row, columns, isMarked, takeUnseen } = parts;
  const isNew = isMarked?.(row) === true;
  const place = useNewInSight<HTMLLIElement>(isNew, () => takeUnseen?.(row) === true);
  return (
    <li ref={place} className={isNew ? 'card row-marked' : 'card'}>
      {columns
        .filter(({ isHead }) => isHead === true)
        .map(({ key, render }) => (
          <h2 key={key}>{render(row)}</h2>
        ))}
      <Facts row={row} columns={columns} />
    </li>
  );
}

interface FactsParts<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
}

/** What a row has nothing to say about takes no room. */
function Facts<Row>({ row, columns }: FactsParts<Row>) {
  const facts = columns
    .filter(({ isHead }) => isHead !== true)
    .map(({ key, title, render }) => ({ key, title, content: render(row) }))
    .filter(({ content }) => content !== null && content !== undefined && content !== '');
  return (
    <dl className="facts">
      {facts.map(({ key, title, content }) => (
        <div key={key}>
          <dt>{title}</dt>
          <dd>{content}</dd>
        </div>
      ))}
    </dl>
  );
}

function BoneCards() {
  return (
    <div className="cards" aria-busy="true">
      <span className="visually-hidden">{COMMON_TEXTS.loading}</span>
      {Array.from({ length: BONES }, (_, card) => (
        <div key={card} className="card">
          <span className="bone" />
          <span className="bone" />
        </div>
      ))}
    </div>
  );
}
