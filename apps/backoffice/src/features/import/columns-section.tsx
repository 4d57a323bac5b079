import { Alert, Input, Select } from 'antd';
import { useState } from 'react';

import { IMPORT_TEXTS } from '../../lib/texts/import';
import {
  type Field,
  FIELDS,
  FIXABLE_FIELDS,
  missingFields,
  REQUIRED_FIELDS,
  type Source,
  unusedColumns,
} from './columns';
import { type SectionParts } from './section';
import { useSitePanels } from './site-panels';

const TEXTS = IMPORT_TEXTS.columns;
const NONE = 'none';
const FIXED = 'fixed';
const SAMPLES = 3;
const SCOPES = ['closed', 'open', 'account', 'public'];

export function ColumnsSection(parts: SectionParts) {
  const { state } = parts;
  const { sheet, draft } = state;
  const missing = missingFields(draft.mapping).map((field) => IMPORT_TEXTS.fields[field]);
  const { shown, hidden } = useShownFields(parts);
  const unused = draft.hasHeader ? unusedColumns(sheet.columns, draft.mapping) : [];
  return (
    <section className="import-step" aria-labelledby="import-columns">
      <h2 id="import-columns">{TEXTS.heading}</h2>
      <p className="quiet">{TEXTS.help}</p>
      <Mappings fields={shown} parts={parts} />
      {hidden.length === 0 ? null : (
        <details className="mapping-more">
          <summary>{TEXTS.more(hidden.map((field) => IMPORT_TEXTS.fields[field]))}</summary>
          <Mappings fields={hidden} parts={parts} />
        </details>
      )}
      {unused.length === 0 ? null : <p className="quiet">{TEXTS.unused(unused)}</p>}
      {missing.length === 0 ? null : (
        <Alert type="warning" role="status" title={TEXTS.missing(missing)} />
      )}
    </section>
  );
}

/**
 * What a row must say, and what the file was found to say, is open; the rest is behind one line. A
 * field stays where it is while its column is chosen.
 */
function useShownFields({ state }: SectionParts) {
  const { mapping, source } = state.draft;
  const [first, setFirst] = useState({ source, mapping });
  if (first.source !== source) setFirst({ source, mapping });
  const isShown = (field: Field): boolean =>
    REQUIRED_FIELDS.includes(field) || first.mapping[field] !== undefined;
  return {
    shown: FIELDS.filter(isShown),
    hidden: FIELDS.filter((field) => !isShown(field)),
  };
}

interface MappingsParts {
  readonly fields: readonly Field[];
  readonly parts: SectionParts;
}

function Mappings({ fields, parts }: MappingsParts) {
  return (
    <div className="mapping" role="table" aria-label={TEXTS.heading}>
      <div className="mapping-row mapping-head" role="row">
        <span role="columnheader">{TEXTS.field}</span>
        <span role="columnheader">{TEXTS.column}</span>
        <span role="columnheader">{TEXTS.sample}</span>
      </div>
      {fields.map((field) => (
        <MappingRow key={field} field={field} parts={parts} />
      ))}
    </div>
  );
}

interface RowParts {
  readonly field: Field;
  readonly parts: SectionParts;
}

function MappingRow({ field, parts }: RowParts) {
  const { desk, state } = parts;
  const { mapping } = state.draft;
  const source = mapping[field];
  const name = IMPORT_TEXTS.fields[field];
  const isRequired = REQUIRED_FIELDS.includes(field);
  const choose = (chosen: string | number): void => {
    const { [field]: _before, ...others } = mapping;
    if (chosen === NONE) desk.map(others);
    else desk.map({ ...others, [field]: chosen === FIXED ? { fixed: '' } : Number(chosen) });
  };
  return (
    <div className="mapping-row" role="row">
      <span role="rowheader" className="mapping-field">
        <span>
          {name}
          {isRequired ? <span className="quiet">{` (${TEXTS.required})`}</span> : null}
        </span>
        <span className="quiet mapping-help">{IMPORT_TEXTS.fieldHelp[field]}</span>
      </span>
      <span role="cell">
        <Select<string | number>
          className="mapping-choice"
          aria-label={TEXTS.columnOf(name)}
          value={chosenOf(source)}
          disabled={desk.isBusy}
          options={optionsFor(field, state.sheet.columns)}
          onChange={choose}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </span>
      <span role="cell" className="mapping-sample">
        <Sample field={field} source={source} parts={parts} />
      </span>
    </div>
  );
}

function chosenOf(source: Source | undefined): string | number {
  if (source === undefined) return NONE;
  return typeof source === 'number' ? source : FIXED;
}

function optionsFor(field: Field, columns: readonly string[]) {
  const fixed = FIXABLE_FIELDS.includes(field) ? [{ value: FIXED, label: TEXTS.sameForAll }] : [];
  const named = columns.map((label, value) => ({ value, label }));
  return [{ value: NONE, label: TEXTS.none }, ...fixed, ...named];
}

/** What the column holds; or, where there is one value for all rows, that value. */
function Sample({ field, source, parts }: RowParts & { readonly source: Source | undefined }) {
  const { desk, state } = parts;
  if (source === undefined) return null;
  if (typeof source === 'number') {
    const cells = state.sheet.lines.slice(0, SAMPLES).map((line) => line.cells?.[source] ?? '');
    return <span className="quiet">{cells.filter((cell) => cell !== '').join(', ')}</span>;
  }
  const set = (fixed: string): void => desk.map({ ...state.draft.mapping, [field]: { fixed } });
  return <FixedValue field={field} value={source.fixed} parts={parts} onChange={set} />;
}

interface FixedValueParts extends RowParts {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function FixedValue({ field, value, parts, onChange }: FixedValueParts) {
  const { siteId } = parts.state.draft;
  const isBusy = parts.desk.isBusy;
  const panels = useSitePanels(siteId, field === 'panel' && !isBusy);
  const label = TEXTS.value(IMPORT_TEXTS.fields[field]);
  if (field === 'limitAmps') {
    return (
      <Input
        aria-label={label}
        inputMode="decimal"
        suffix="A"
        value={value}
        disabled={isBusy}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  const names = field === 'panel' ? (panels.data ?? []).map(({ name }) => name) : SCOPES;
  return (
    <Select<string>
      className="mapping-choice"
      aria-label={label}
      placeholder={label}
      value={value === '' ? null : value}
      disabled={isBusy}
      options={names.map((name) => ({ value: name, label: name }))}
      onChange={onChange}
    />
  );
}
