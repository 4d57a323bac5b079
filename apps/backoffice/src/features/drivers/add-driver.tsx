import { useParams } from 'react-router';

import { AddSheet } from '../../components/add-sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { useUndo } from '../../components/use-undo';
import { api, dataOf } from '../../lib/api';
import { useHoldsRole } from '../../lib/session';
import { DRIVER_TEXTS as TEXTS } from '../../lib/texts/drivers';
import { THING_TEXTS } from '../../lib/texts/things';
import { type Driver } from '../../lib/things';
import { type WriteHeaders } from '../../lib/write';
import { DriverFields } from './driver-fields';
import { driverField, type DriverValues } from './driver-values';

/** A list that nobody touched is not there. */
type NewDriver = Pick<DriverValues, 'externalId'> &
  Partial<Pick<DriverValues, 'groupIds' | 'newCards'>>;

export function AddDriverSheet() {
  const { accountId = '' } = useParams();
  const close = useBackToList(`/accounts/${accountId}/drivers`);
  const mayAdd = useHoldsRole('administrator', accountId);
  const tell = useUndo();
  const onAdded = ({ id, externalId: name }: Driver): void => {
    tell({ id, name, text: THING_TEXTS.added(name) });
    close();
  };
  return (
    <AddSheet<NewDriver, Driver>
      title={TEXTS.addTitle}
      readOnly={mayAdd ? undefined : TEXTS.noRole}
      send={(values, header) => addDriver(accountId, values, header)}
      onAdded={onAdded}
      fieldFor={driverField}
      onClose={close}
    >
      <DriverFields accountId={accountId} isNew />
    </AddSheet>
  );
}

function addDriver(accountId: string, values: NewDriver, header: WriteHeaders): Promise<Driver> {
  const { externalId, groupIds = [], newCards = [] } = values;
  const body = { externalId, groupIds: [...groupIds], rfidCards: [...newCards] };
  const request = { path: { accountId }, header };
  return dataOf(api.POST('/v1/accounts/{accountId}/drivers', { params: request, body }));
}
