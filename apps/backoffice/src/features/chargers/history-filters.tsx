import { Select } from 'antd';
import { useState } from 'react';

import { FilterLine } from '../../components/filter-line';
import { useChargerActors } from '../../lib/history';
import { changedFilter, HISTORY_FIELDS, isBackwards } from '../../lib/history-filter';
import { SYSTEM, usePersonNames } from '../../lib/people';
import { HISTORY_TEXTS } from '../../lib/texts/history';
import { zoneName } from '../../lib/zoned-time';
import { type ChargerPath } from './charger-store';
import { fieldName } from './history-value';
import { MomentField } from './moment-field';
import { type HistoryView } from './use-history-filter';

const TEXTS = HISTORY_TEXTS.filters;
const FIELDS = HISTORY_FIELDS.map((value) => ({ value, label: fieldName(value) }));

interface HistoryFiltersParts {
  readonly path: ChargerPath;
  /** On whose clock times are chosen. */
  readonly timeZone: string;
  readonly view: HistoryView;
}

/** Which changes are told: of which fields, by whom, and when. */
export function HistoryFilters({ path, timeZone, view }: HistoryFiltersParts) {
  const { filter, show } = view;
  const { field, actor, from, to } = filter;
  return (
    <div className="history-filters">
      <FilterLine count={Object.keys(filter).length} onClear={() => show({})}>
        <Select<string[]>
          mode="multiple"
          className="history-filter"
          aria-label={TEXTS.field}
          placeholder={TEXTS.anyField}
          value={[...(field ?? [])]}
          options={FIELDS}
          maxTagCount="responsive"
          onChange={(chosen) => show(changedFilter(filter, { field: chosen }))}
          showSearch={{ optionFilterProp: 'label' }}
          allowClear
        />
        <ActorFilter
          path={path}
          actor={actor}
          onChange={(chosen) => show(changedFilter(filter, { actor: chosen }))}
        />
        <MomentField
          timeZone={timeZone}
          label={TEXTS.from(zoneName(timeZone))}
          value={from}
          onChange={(chosen) => show(changedFilter(filter, { from: chosen }))}
        />
        <MomentField
          timeZone={timeZone}
          label={TEXTS.to(zoneName(timeZone))}
          value={to}
          fault={isBackwards(filter) ? TEXTS.backwards : undefined}
          onChange={(chosen) => show(changedFilter(filter, { to: chosen }))}
        />
      </FilterLine>
    </div>
  );
}

interface ActorFilterParts {
  readonly path: ChargerPath;
  readonly actor: string | undefined;
  readonly onChange: (actor: string | undefined) => void;
}

/** Those who acted here lately by their names, and anybody else by the id. */
function ActorFilter({ path, actor, onChange }: ActorFilterParts) {
  const [search, setSearch] = useState('');
  const actors = useChargerActors(path);
  const ids = [...new Set([...(actors ?? []), ...(actor === undefined ? [] : [actor])])];
  const nameOf = usePersonNames(ids);
  const choices = ids.map((value) => ({
    value,
    label: value === SYSTEM ? TEXTS.system : nameOf(value),
  }));
  const typed = search.trim();
  const isNamed = choices.some(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
  const other = actors === undefined || isNamed || ids.includes(typed) ? [] : [typed];
  return (
    <Select<string>
      className="history-filter"
      aria-label={TEXTS.actor}
      placeholder={TEXTS.anybody}
      value={actor ?? null}
      options={[...choices, ...other.map((value) => ({ value, label: TEXTS.byId(value) }))]}
      onChange={(chosen?: string) => onChange(chosen)}
      showSearch={{ optionFilterProp: 'label', searchValue: search, onSearch: setSearch }}
      allowClear
    />
  );
}
