import { useParams } from 'react-router';

import { AddSheet } from '../../components/add-sheet';
import { useBackToList } from '../../components/use-back-to-list';
import { useUndo } from '../../components/use-undo';
import { api, dataOf } from '../../lib/api';
import { useHoldsRole } from '../../lib/session';
import { RATE_TEXTS as TEXTS } from '../../lib/texts/rates';
import { THING_TEXTS } from '../../lib/texts/things';
import { type RatePlan } from '../../lib/things';
import { RatePlanFields } from './rate-plan-fields';
import { ratePlanBody, ratePlanField, type RatePlanValues } from './rate-plan-values';

export function AddRatePlanSheet() {
  const { accountId = '' } = useParams();
  const close = useBackToList(`/accounts/${accountId}/rates`);
  const mayAdd = useHoldsRole('administrator');
  const tell = useUndo();
  const onAdded = ({ id, name }: RatePlan): void => {
    tell({ id, name, text: THING_TEXTS.added(name) });
    close();
  };
  return (
    <AddSheet<RatePlanValues, RatePlan>
      title={TEXTS.addTitle}
      readOnly={mayAdd ? undefined : TEXTS.noRole}
      send={(values, header) =>
        dataOf(api.POST('/v1/rate-plans', { params: { header }, body: ratePlanBody(values) }))
      }
      onAdded={onAdded}
      fieldFor={ratePlanField}
      onClose={close}
    >
      <RatePlanFields isNew />
    </AddSheet>
  );
}
