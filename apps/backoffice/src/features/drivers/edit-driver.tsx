import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';

import { EditSheet } from '../../components/edit-sheet';
import { type Opened, ThingSheet } from '../../components/thing-sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { useThingEdit } from '../../components/use-thing-edit';
import { api, versionedOf } from '../../lib/api';
import { useGroupNames } from '../../lib/group-names';
import { useHoldsRole } from '../../lib/session';
import { DRIVER_TEXTS as TEXTS } from '../../lib/texts/drivers';
import { type Driver } from '../../lib/things';
import { DriverFields } from './driver-fields';
import { driverField, driverFieldText, driverWayBack, valuesOfDriver } from './driver-values';
import { sendDriver, useDriverRemoval } from './save-driver';

export function EditDriverSheet() {
  const { accountId = '', driverId = '' } = useParams();
  const close = useBackToList(`/accounts/${accountId}/drivers`);
  const query = useQuery({
    queryKey: ['drivers', 'versioned', driverId],
    queryFn: ({ signal }) =>
      versionedOf<Driver>(
        api.GET('/v1/drivers/{driverId}', { params: { path: { driverId } }, signal }),
      ),
  });
  return (
    <ThingSheet title={TEXTS.title} query={query} onClose={close}>
      {(opened) => <EditDriver key={driverId} {...opened} />}
    </ThingSheet>
  );
}

function EditDriver(opened: Opened<Driver>) {
  const { accountId } = opened.fetched.thing;
  const mayEdit = useHoldsRole('administrator', accountId);
  const groupNames = useGroupNames(accountId).data;
  const edit = useThingEdit({
    ...opened,
    nameOf: ({ externalId }) => externalId,
    valuesOf: valuesOfDriver,
    send: sendDriver,
    wayBack: driverWayBack,
    fieldFor: driverField,
  });
  return (
    <EditSheet
      titles={TEXTS.titles}
      edit={edit}
      readOnly={mayEdit ? undefined : TEXTS.noRole}
      labels={TEXTS.fields}
      show={(field, values) => driverFieldText(field, values, groupNames)}
      removal={useDriverRemoval(opened.fetched, edit.leave)}
      onClose={opened.onClose}
    >
      <DriverFields accountId={accountId} isNew={false} />
    </EditSheet>
  );
}
