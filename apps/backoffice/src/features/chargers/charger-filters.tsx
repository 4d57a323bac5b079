import { Select } from 'antd';
import { memo } from 'react';

import { FilterLine } from '../../components/filter-line';
import { PanelChoiceField } from '../../components/panel-choice';
import { type ListState } from '../../lib/list-state';
import { type PanelPick } from '../../lib/panels';
import { CHARGER_TEXTS } from '../../lib/texts/chargers';
import { SCOPE_KINDS } from './charger';
import { filterCount, FILTERS, WORDS } from './charger-view';

const TEXTS = CHARGER_TEXTS.filters;
const SCOPES = SCOPE_KINDS.map((value) => ({ value, label: CHARGER_TEXTS.scopes[value].name }));

interface FiltersParts {
  readonly list: ListState;
  readonly accountId: string;
}

export function ChargerFilters({ list: { search, change }, accountId }: FiltersParts) {
  const all = FILTERS.flatMap((name) => search.getAll(name).map((value) => [name, value]));
  return <Fields chosen={`${new URLSearchParams(all)}`} change={change} accountId={accountId} />;
}

interface FieldsParts {
  /** The filters as they stand in the address, and nothing else of it. */
  readonly chosen: string;
  readonly change: ListState['change'];
  readonly accountId: string;
}

/** Another page of the list, or another order of it, leaves them as they are. */
const Fields = memo(({ chosen, change, accountId }: FieldsParts) => {
  const search = new URLSearchParams(chosen);
  const pick = pickOf(search);
  return (
    <FilterLine count={filterCount(search)} onClear={() => change(NO_FILTERS)}>
      <Select<string[]>
        mode="multiple"
        className="filter filter-wide"
        aria-label={CHARGER_TEXTS.columns.scope}
        placeholder={TEXTS.scope}
        value={search.getAll('scope')}
        options={SCOPES}
        maxTagCount="responsive"
        onChange={(scope) => change({ scope })}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
      />
      <PanelChoiceField
        className="filter filter-wide"
        aria-label={CHARGER_TEXTS.columns.panel}
        placeholder={TEXTS.panel}
        accountId={accountId}
        value={pick}
        onChange={(panel) => change({ panelId: panel?.panelId, siteId: panel?.siteId })}
        allowClear
      />
      {WORD_FILTERS.map(({ name, label, texts }) => (
        <WordFilter
          key={name}
          words={WORDS[name]}
          label={label}
          texts={texts}
          value={search.get(name)}
          onChange={(value) => change({ [name]: value })}
        />
      ))}
    </FilterLine>
  );
});
Fields.displayName = 'Fields';

const WORD_FILTERS = [
  { name: 'override', label: TEXTS.override, texts: TEXTS.overrideChoices },
  { name: 'hasPaymentTerminal', label: TEXTS.terminal, texts: TEXTS.terminalChoices },
  { name: 'needsAttention', label: TEXTS.attention, texts: TEXTS.attentionChoices },
  { name: 'status', label: TEXTS.status, texts: TEXTS.statusChoices },
] as const;

const NO_FILTERS = Object.fromEntries(FILTERS.map((name) => [name, undefined]));

function pickOf(search: URLSearchParams): PanelPick | undefined {
  const panelId = search.get('panelId');
  const siteId = search.get('siteId');
  return panelId === null || siteId === null ? undefined : { siteId, panelId };
}

interface WordFilterParts {
  readonly words: readonly string[];
  readonly label: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly value: string | null;
  readonly onChange: (value?: string) => void;
}

function WordFilter({ words, label, texts, value, onChange }: WordFilterParts) {
  return (
    <Select<string>
      className="filter"
      aria-label={label}
      placeholder={label}
      value={value}
      options={words.map((word) => ({ value: word, label: texts[word] }))}
      onChange={onChange}
      popupMatchSelectWidth={false}
      allowClear
    />
  );
}
