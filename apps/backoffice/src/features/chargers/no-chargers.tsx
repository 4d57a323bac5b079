import { Button } from 'antd';
import { useNavigate } from 'react-router';

import { EmptyState } from '../../components/empty-state';
import { AS_OF } from '../../lib/as-of';
import { type ListState } from '../../lib/list-state';
import { useHoldsRole } from '../../lib/session';
import { AS_OF_TEXTS } from '../../lib/texts/as-of';
import { CHARGER_TEXTS as TEXTS } from '../../lib/texts/chargers';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { filterCount } from './charger-view';

interface NoChargersParts {
  readonly list: ListState;
  readonly accountId: string;
}

/** In place of a list that would be empty. */
export function NoChargers({ list, accountId }: NoChargersParts) {
  const mayAdd = useHoldsRole('administrator', accountId);
  const navigate = useNavigate();
  const isFiltered = filterCount(list.search) > 0 || list.value('q') !== undefined;
  const { title, text, reader, filteredTitle, filteredText } = TEXTS.empty;
  if (list.value(AS_OF) !== undefined) {
    const { noChargersTitle, noChargersText, noChargersFit } = AS_OF_TEXTS;
    const why = isFiltered ? noChargersFit : noChargersText;
    return <EmptyState title={noChargersTitle} text={why} />;
  }
  if (isFiltered) {
    const clear = <Button onClick={() => void navigate('.')}>{COMMON_TEXTS.filters.clear}</Button>;
    return <EmptyState title={filteredTitle} text={filteredText} action={clear} />;
  }
  const add = (
    <Button type="primary" onClick={() => void navigate(`/accounts/${accountId}/chargers/new`)}>
      {TEXTS.add}
    </Button>
  );
  return (
    <EmptyState title={title} text={mayAdd ? text : reader} action={mayAdd ? add : undefined} />
  );
}
