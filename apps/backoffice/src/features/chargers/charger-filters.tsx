import { Select } from 'antd';

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

export function ChargerFilters({ list, accountId }: FiltersParts) {
  const pick = pickOf(list);
  return (
    <FilterLine count={filterCount(list.search)} onClear={() => list.change(NO_FILTERS)}>
      <Select<string[]>
        mode="multiple"
        className="filter filter-wide"
        aria-label={CHARGER_TEXTS.columns.scope}
        placeholder={TEXTS.scope}
        value={list.search.getAll('scope')}
        options={SCOPES}
        maxTagCount="responsive"
        onChange={(scope) => list.change({ scope })}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
      />
      <PanelChoiceField
        className="filter filter-wide"
        aria-label={CHARGER_TEXTS.columns.panel}
        placeholder={TEXTS.panel}
        accountId={accountId}
        value={pick}
        onChange={(panel) => list.change({ panelId: panel?.panelId, siteId: panel?.siteId })}
        allowClear
      />
      <WordFilter
        list={list}
        name="override"
        texts={TEXTS.overrideChoices}
        label={TEXTS.override}
      />
      <WordFilter
        list={list}
        name="hasPaymentTerminal"
        texts={TEXTS.terminalChoices}
        label={TEXTS.terminal}
      />
      <WordFilter
        list={list}
        name="needsAttention"
        texts={TEXTS.attentionChoices}
        label={TEXTS.attention}
      />
      <WordFilter list={list} name="status" texts={TEXTS.statusChoices} label={TEXTS.status} />
    </FilterLine>
  );
}

const NO_FILTERS = Object.fromEntries(FILTERS.map((name) => [name, undefined]));

function pickOf(list: ListState): PanelPick | undefined {
  const panelId = list.value('panelId');
  const siteId = list.value('siteId');
  return panelId === undefined || siteId === undefined ? undefined : { siteId, panelId };
}

interface WordFilterParts<Name extends keyof typeof WORDS> {
  readonly list: ListState;
  readonly name: Name;
  readonly label: string;
  readonly texts: Readonly<Record<(typeof WORDS)[Name][number], string>>;
}

function WordFilter<Name extends keyof typeof WORDS>(parts: WordFilterParts<Name>) {
  const { list, name, label, texts } = parts;
  const options = WORDS[name].map((value) => ({
    value: value as string,
    label: (texts as Readonly<Record<string, string>>)[value],
  }));
  return (
    <Select<string>
      className="filter"
      aria-label={label}
      placeholder={label}
      value={list.value(name) ?? null}
      options={options}
      onChange={(value?: string) => list.change({ [name]: value })}
      popupMatchSelectWidth={false}
      allowClear
    />
  );
}
