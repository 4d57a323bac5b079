import { Select } from 'antd';
import { useState } from 'react';

import { useAccount, useFoundAccounts } from '../lib/accounts';
import { APP_TEXTS } from '../lib/texts/app';

const TEXTS = APP_TEXTS.account;

interface AccountChoiceParts {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (accountId: string) => void;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly 'aria-label'?: string;
}

/** One account of those that one may see. */
export function AccountChoice({ placeholder = TEXTS.choose, ...field }: AccountChoiceParts) {
  const [search, setSearch] = useState('');
  const { accounts, isFetching } = useAccountChoices(field.value, search);
  return (
    <Select<string>
      {...field}
      value={field.value ?? null}
      options={accounts.map(({ id, name }) => ({ value: id, label: name }))}
      loading={isFetching}
      placeholder={placeholder}
      notFoundContent={TEXTS.none}
      showSearch={{ filterOption: false, searchValue: search, onSearch: setSearch }}
    />
  );
}

/** The chosen one keeps its name although it is not among the first that the service lists. */
function useAccountChoices(chosenId: string | undefined, search: string) {
  const { accounts, isFetching } = useFoundAccounts(search);
  const { data: chosen } = useAccount(chosenId ?? '', chosenId !== undefined);
  const isListed = chosen === undefined || accounts.some(({ id }) => id === chosen.id);
  return { accounts: isListed || search !== '' ? accounts : [chosen, ...accounts], isFetching };
}
