import { useRemoval } from '../../components/use-removal';
import { type VersionedHeaders } from '../../components/use-saving';
import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { RATE_TEXTS as TEXTS } from '../../lib/texts/rates';
import { type RatePlan } from '../../lib/things';
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

export function useArchiving({ thing, etag }: Versioned<RatePlan>, onArchived: () => void) {
  const { id, name } = thing;
  return useRemoval({
    id,
    name,
    etag,
    label: TEXTS.archive,
    title: TEXTS.archiveTitle(name),
    text: TEXTS.archiveText,
    send: (header) =>
      dataOf(api.POST('/v1/rate-plans/{id}/archive', { params: { path: { id }, header } })),
    done: TEXTS.archived(name),
    onDone: onArchived,
  });
}
