import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';

import { EditSheet } from '../../components/edit-sheet';
import { ThingSheet } from '../../components/thing-sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { useLeaveGuard } from '../../components/use-leave-guard';
import { useThingEdit } from '../../components/use-thing-edit';
import { api, type Versioned, versionedOf } from '../../lib/api';
import { useGroupNames } from '../../lib/group-names';
import { useHoldsRole } from '../../lib/session';
import { DRIVER_TEXTS as TEXTS } from '../../lib/texts/drivers';
import { type Driver } from '../../lib/things';
import { DriverFields } from './driver-fields';
import { driverField, valuesOfDriver } from './driver-values';
import { driverVersions } from './driver-versions';
import { sendDriver, useDriverRemoval, useDriverSaved } from './save-driver';

export function EditDriverSheet() {
  const { accountId = '', driverId = '' } = useParams();
  const close = useBackToList(`/accounts/${accountId}/drivers`);
  const { data, error, refetch } = useQuery({
    queryKey: ['drivers', 'versioned', driverId],
    queryFn: ({ signal }) =>
      versionedOf<Driver>(
        api.GET('/v1/drivers/{driverId}', { params: { path: { driverId } }, signal }),
      ),
  });
  if (data === undefined) return <ThingSheet title={TEXTS.title} error={error} onClose={close} />;
  const onStale = (): void => void refetch();
  return <EditDriver key={driverId} fetched={data} onClose={close} onStale={onStale} />;
}

interface EditDriverParts {
  readonly fetched: Versioned<Driver>;
  readonly onClose: () => void;
  readonly onStale: () => void;
}

function EditDriver({ fetched, onClose, onStale }: EditDriverParts) {
  const { accountId } = fetched.thing;
  const mayEdit = useHoldsRole('administrator', accountId);
  const groupNames = useGroupNames(accountId).data;
  const onSaved = useDriverSaved();
  const edit = useThingEdit({
    fetched,
    refetch: onStale,
    valuesOf: valuesOfDriver,
    send: (changes, header, driver) => sendDriver(driver, changes, header),
    onSaved: (saved, changes, before) => {
      release();
      onSaved(saved, changes, before);
      onClose();
    },
    onUnchanged: onClose,
    fieldFor: driverField,
  });
  const { release } = useLeaveGuard(edit.isDirty);
  const removal = useDriverRemoval(fetched, () => {
    release();
    onClose();
  });
  return (
    <EditSheet
      title={TEXTS.editTitle(edit.base.externalId)}
      edit={edit}
      initialValues={valuesOfDriver(edit.base)}
      readOnly={mayEdit ? undefined : TEXTS.noRole}
      versions={(newer, typed) => driverVersions(newer, typed, groupNames)}
      removal={removal}
      onClose={onClose}
    >
      <DriverFields accountId={accountId} isNew={false} />
    </EditSheet>
  );
}
