import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { EmptyState } from '../components/empty-state';
import { useHoldsRole } from '../lib/session';
import { APP_TEXTS } from '../lib/texts/app';
import { AddAccount } from './add-account';

const TEXTS = APP_TEXTS.account;

/** The first page of an empty book. */
export function NoAccountYet() {
  const [isAdding, setAdding] = useState(false);
  const mayAdd = useHoldsRole('administrator');
  const navigate = useNavigate();
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {TEXTS.add}
    </Button>
  );
  return (
    <>
      <EmptyState
        title={TEXTS.emptyTitle}
        text={mayAdd ? TEXTS.emptyText : TEXTS.emptyReader}
        action={mayAdd ? add : undefined}
      />
      {isAdding ? (
        <AddAccount
          onClose={() => setAdding(false)}
          onAdded={(id) => void navigate(`/accounts/${id}/chargers`)}
        />
      ) : null}
    </>
  );
}
