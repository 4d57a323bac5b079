import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useParams } from 'react-router';

import { EditSheet } from '../../components/edit-sheet';
import { ThingSheet } from '../../components/thing-sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { useLeaveGuard } from '../../components/use-leave-guard';
import { useThingEdit } from '../../components/use-thing-edit';
import { api, type Versioned, versionedOf } from '../../lib/api';
import { useHoldsRole } from '../../lib/session';
import { RATE_TEXTS as TEXTS } from '../../lib/texts/rates';
import { type RatePlan } from '../../lib/things';
import { RatePlanFields } from './rate-plan-fields';
import { ratePlanField, ratePlanVersions, valuesOfRatePlan } from './rate-plan-values';
import { sendRatePlan, useArchiving, useRatePlanSaved } from './save-rate-plan';

export function EditRatePlanSheet() {
  const { accountId = '', ratePlanId = '' } = useParams();
  const close = useBackToList(`/accounts/${accountId}/rates`);
  const { data, error, refetch } = useQuery({
    queryKey: ['rate-plans', 'versioned', ratePlanId],
    queryFn: ({ signal }) => {
      const path = { id: ratePlanId };
      return versionedOf<RatePlan>(api.GET('/v1/rate-plans/{id}', { params: { path }, signal }));
    },
  });
  if (data === undefined) return <ThingSheet title={TEXTS.title} error={error} onClose={close} />;
  const onStale = (): void => void refetch();
  return <EditRatePlan key={ratePlanId} fetched={data} onClose={close} onStale={onStale} />;
}

interface EditRatePlanParts {
  readonly fetched: Versioned<RatePlan>;
  readonly onClose: () => void;
  readonly onStale: () => void;
}

function EditRatePlan({ fetched, onClose, onStale }: EditRatePlanParts) {
  const mayEdit = useHoldsRole('administrator');
  const onSaved = useRatePlanSaved();
  const edit = useThingEdit({
    fetched,
    refetch: onStale,
    valuesOf: valuesOfRatePlan,
    send: sendRatePlan,
    onSaved: (saved, changes, before) => {
      release();
      onSaved(saved, changes, before);
      onClose();
    },
    onUnchanged: onClose,
    fieldFor: ratePlanField,
  });
  const { release } = useLeaveGuard(edit.isDirty);
  const archiving = useArchiving(fetched, () => {
    release();
    onClose();
  });
  const isArchived = fetched.thing.status === 'archived';
  return (
    <EditSheet
      title={TEXTS.editTitle(edit.base.name)}
      edit={edit}
      initialValues={valuesOfRatePlan(edit.base)}
      readOnly={mayEdit ? undefined : TEXTS.noRole}
      versions={ratePlanVersions}
      {...(!isArchived && { removal: archiving })}
      onClose={onClose}
    >
      {isArchived ? (
        <Alert className="problem-notice" type="warning" role="status" title={TEXTS.isArchived} />
      ) : null}
      <RatePlanFields isNew={false} />
    </EditSheet>
  );
}
