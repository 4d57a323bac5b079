import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';

import { useGroupNames } from '../lib/group-names';
import {
  useDriver,
  useDriverChoices,
  useGroupChoices,
  useRatePlan,
  useRatePlanChoices,
} from '../lib/things';
import { COMMON_TEXTS } from '../lib/texts/common';

const TEXTS = COMMON_TEXTS.choices;

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

/** What a form hands to the field that it holds. */
interface FieldParts<Value> {
  readonly id?: string;
  readonly value?: Value | undefined;
  readonly onChange?: (value: Value) => void;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly 'aria-label'?: string;
}

interface AccountFieldParts<Value> extends FieldParts<Value> {
  readonly accountId: string;
}

/** One driver of the account. */
export function DriverChoice({ accountId, ...field }: AccountFieldParts<string>) {
  const [search, setSearch] = useState('');
  const { data, isFetching } = useDriverChoices(accountId, useDeferredValue(search));
  const { data: chosen } = useDriver(field.value);
  const choices = (data?.items ?? []).map(({ id, externalId, blocked }) => ({
    value: id,
    label: blocked ? TEXTS.blocked(externalId) : externalId,
    disabled: blocked,
  }));
  const own = chosen && { value: chosen.id, label: chosen.externalId };
  return (
    <Select<string>
      {...field}
      value={field.value ?? null}
      options={withChosen(choices, own, search)}
      loading={isFetching}
      notFoundContent={search === '' ? TEXTS.noDriver : TEXTS.nothingFound}
      placeholder={field.placeholder ?? TEXTS.driver}
      showSearch={{ optionFilterProp: 'label', searchValue: search, onSearch: setSearch }}
      allowClear
    />
  );
}

/** Groups of the account and of all accounts. */
export function GroupsChoice({ accountId, ...field }: AccountFieldParts<string[]>) {
  const [search, setSearch] = useState('');
  const { data, isFetching } = useGroupChoices(accountId, useDeferredValue(search));
  const names = useGroupNames(accountId).data;
  const choices = (data?.items ?? []).map(({ id, name, accountId: owner }) => ({
    value: id,
    label: owner === null ? TEXTS.ofAllAccounts(name) : name,
  }));
  // Those that were chosen keep their names while one searches for others.
  const unlisted = (field.value ?? [])
    .filter((id) => choices.every(({ value }) => value !== id))
    .map((id) => ({ value: id, label: names?.get(id) ?? TEXTS.deletedGroup }));
  return (
    <Select<string[]>
      {...field}
      value={field.value ?? []}
      mode="multiple"
      options={[...choices, ...unlisted]}
      loading={isFetching}
      notFoundContent={search === '' ? TEXTS.noGroup : TEXTS.nothingFound}
      placeholder={field.placeholder ?? TEXTS.groups}
      showSearch={{
        optionFilterProp: 'label',
        searchValue: search,
        onSearch: setSearch,
        autoClearSearchValue: true,
      }}
      allowClear
    />
  );
}

/** One rate plan that is not archived. */
export function RatePlanChoice(field: FieldParts<string>) {
  const [search, setSearch] = useState('');
  const { data, isFetching } = useRatePlanChoices(useDeferredValue(search));
  const { data: chosen } = useRatePlan(field.value);
  const choices = (data?.items ?? []).map(({ id, name, status }) => ({
    value: id,
    label: status === 'archived' ? TEXTS.archived(name) : name,
    disabled: status === 'archived',
  }));
  const own = chosen && { value: chosen.id, label: chosen.name };
  return (
    <Select<string>
      {...field}
      value={field.value ?? null}
      options={withChosen(choices, own, search)}
      loading={isFetching}
      notFoundContent={search === '' ? TEXTS.noRatePlan : TEXTS.nothingFound}
      placeholder={field.placeholder ?? TEXTS.ratePlan}
      showSearch={{ optionFilterProp: 'label', searchValue: search, onSearch: setSearch }}
      allowClear
    />
  );
}

/** The chosen one keeps its name although it is not among the first that the service lists. */
function withChosen(choices: readonly Choice[], own: Choice | undefined, search: string): Choice[] {
  const isListed = own === undefined || choices.some(({ value }) => value === own.value);
  return isListed || search !== '' ? [...choices] : [own, ...choices];
}
