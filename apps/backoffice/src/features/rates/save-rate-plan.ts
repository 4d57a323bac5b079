import { type VersionedHeaders } from '../../components/use-thing-edit';
import { useUndo } from '../../components/use-undo';
import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { newKey } from '../../lib/intent';
import { RATE_TEXTS as TEXTS } from '../../lib/texts/rates';
import { THING_TEXTS } from '../../lib/texts/things';
import { type RatePlan } from '../../lib/things';
import { useWrite } from '../../lib/write';
import { ratePlanBody, type RatePlanValues } from './rate-plan-values';

export function sendRatePlan(
  changes: Partial<RatePlanValues>,
  header: VersionedHeaders,
  { id }: RatePlan,
): Promise<Versioned<RatePlan>> {
  const request = { path: { id }, header };
  const body = ratePlanBody(changes);
  return versionedOf<RatePlan>(api.PATCH('/v1/rate-plans/{id}', { params: request, body }));
}

export function useRatePlanSaved() {
  const tell = useUndo();
  return (
    { thing, etag }: Versioned<RatePlan>,
    _changes: Partial<RatePlanValues>,
    before: Partial<RatePlanValues>,
  ): void => {
    const header = { 'Idempotency-Key': newKey(), 'If-Match': etag };
    const { name } = thing;
    tell({ name, text: THING_TEXTS.saved(name), undo: () => sendRatePlan(before, header, thing) });
  };
}

export function useArchiving({ thing, etag }: Versioned<RatePlan>, onArchived: () => void) {
  const tell = useUndo();
  const { id, name } = thing;
  const { write, isPending, error } = useWrite<string, unknown>({
    send: (seen, header) => {
      const request = { path: { id }, header: { ...header, 'If-Match': seen } };
      return dataOf(api.POST('/v1/rate-plans/{id}/archive', { params: request }));
    },
    onDone: () => {
      tell({ name, text: TEXTS.archived(name) });
      onArchived();
    },
  });
  const asked = {
    label: TEXTS.archive,
    title: TEXTS.archiveTitle(name),
    text: TEXTS.archiveText,
    act: () => write(etag),
  };
  return { asked, isPending, error };
}
