import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useParams } from 'react-router';

import { EditSheet } from '../../components/edit-sheet';
import { type Opened, ThingSheet } from '../../components/thing-sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { useThingEdit } from '../../components/use-thing-edit';
import { api, versionedOf } from '../../lib/api';
import { useHoldsRole } from '../../lib/session';
import { RATE_TEXTS as TEXTS } from '../../lib/texts/rates';
import { type RatePlan } from '../../lib/things';
import { RatePlanFields } from './rate-plan-fields';
import { ratePlanField, valuesOfRatePlan } from './rate-plan-values';
import { sendRatePlan, useArchiving } from './save-rate-plan';

export function EditRatePlanSheet() {
  const { accountId = '', ratePlanId = '' } = useParams();
  const close = useBackToList(`/accounts/${accountId}/rates`);
  const query = useQuery({
    queryKey: ['rate-plans', 'versioned', ratePlanId],
    queryFn: ({ signal }) => {
      const path = { id: ratePlanId };
      return versionedOf<RatePlan>(api.GET('/v1/rate-plans/{id}', { params: { path }, signal }));
    },
  });
  return (
    <ThingSheet title={TEXTS.title} query={query} onClose={close}>
      {(opened) => <EditRatePlan key={ratePlanId} {...opened} />}
    </ThingSheet>
  );
}

function EditRatePlan(opened: Opened<RatePlan>) {
  const mayEdit = useHoldsRole('administrator');
  const edit = useThingEdit({
    ...opened,
    nameOf: ({ name }) => name,
    valuesOf: valuesOfRatePlan,
    send: sendRatePlan,
    fieldFor: ratePlanField,
  });
  const archiving = useArchiving(opened.fetched, edit.leave);
  const isArchived = opened.fetched.thing.status === 'archived';
  return (
    <EditSheet
      titles={TEXTS.titles}
      edit={edit}
      readOnly={mayEdit ? undefined : TEXTS.noRole}
      labels={TEXTS.fields}
      show={(field, values) => values[field]}
      removal={isArchived ? undefined : archiving}
      onClose={opened.onClose}
    >
      {isArchived ? (
        <Alert className="problem-notice" type="warning" role="status" title={TEXTS.isArchived} />
      ) : null}
      <RatePlanFields isNew={false} />
    </EditSheet>
  );
}
