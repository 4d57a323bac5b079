import { Select } from 'antd';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';

import { useAccount, useFoundAccounts } from '../lib/accounts';
import { useMe, holdsRole } from '../lib/session';
import { APP_TEXTS } from '../lib/texts/app';
import { AddAccount } from './add-account';

const TEXTS = APP_TEXTS.account;
const ADD = '+';

/** Where one works: the account is in the address, and the place stays the same when it changes. */
export function AccountChooser({ accountId }: { readonly accountId: string | undefined }) {
  const [search, setSearch] = useState('');
  const [isAdding, setAdding] = useState(false);
  const options = useOptions(accountId, search);
  const go = useGoToAccount();
  const choose = (chosen: string): void => {
    setSearch('');
    if (chosen === ADD) setAdding(true);
    else go(chosen);
  };
  return (
    <>
      <Select
        className="account-chooser"
        aria-label={TEXTS.label}
        placeholder={TEXTS.choose}
        // Until its name is known there is nothing to show: an id says nothing to anybody.
        value={options.find(({ value }) => value === accountId)?.value ?? null}
        options={options}
        // The one that is chosen already, too: it is not what `onChange` tells.
        onSelect={choose}
        showSearch={{ filterOption: false, searchValue: search, onSearch: setSearch }}
        notFoundContent={TEXTS.none}
        popupMatchSelectWidth={280}
      />
      {isAdding ? <AddAccount onClose={() => setAdding(false)} onAdded={go} /> : null}
    </>
  );
}

function useOptions(accountId: string | undefined, search: string) {
  const { accounts: found } = useFoundAccounts(search);
  const current = useAccount(accountId ?? '', accountId !== undefined);
  const { data: me } = useMe();
  const isListed = found.some(({ id }) => id === accountId);
  const own = current.data === undefined || isListed || search !== '' ? [] : [current.data];
  const options = [...own, ...found].map(({ id, name }) => ({ value: id, label: name }));
  const add = holdsRole(me, 'administrator') ? [{ value: ADD, label: `+ ${TEXTS.add}` }] : [];
  return [...options, ...add];
}

/**
 * To the same place of another account, without what belonged to the one before. The keys are at
 * that place from then on.
 */
function useGoToAccount(): (accountId: string) => void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const place = /^\/accounts\/[^/]+\/([^/]+)/.exec(pathname)?.[1] ?? 'chargers';
  return (accountId) => {
    const isThere = pathname.startsWith(`/accounts/${accountId}/`);
    if (!isThere) void navigate(`/accounts/${accountId}/${place}`);
    document.querySelector('main')?.focus({ preventScroll: true });
  };
}
