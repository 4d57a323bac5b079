import { useRemoval } from '../../components/use-removal';
import { type VersionedHeaders } from '../../components/use-saving';
import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { DRIVER_TEXTS as TEXTS } from '../../lib/texts/drivers';
import { THING_TEXTS } from '../../lib/texts/things';
import { type Driver } from '../../lib/things';
import { type DriverValues, patchOf } from './driver-values';

export function sendDriver(
  changes: Partial<DriverValues>,
  header: VersionedHeaders,
  { id: driverId, rfidCards }: Driver,
): Promise<Versioned<Driver>> {
  const held = rfidCards.map((card) => card.id);
  const request = { path: { driverId }, header };
  const body = patchOf(changes, held);
  return versionedOf<Driver>(api.PATCH('/v1/drivers/{driverId}', { params: request, body }));
}

export function useDriverRemoval({ thing, etag }: Versioned<Driver>, onRemoved: () => void) {
  const { id: driverId, externalId: name } = thing;
  return useRemoval({
    id: driverId,
    name,
    etag,
    label: TEXTS.remove,
    title: TEXTS.removeTitle(name),
    text: TEXTS.removeText,
    send: (header) =>
      dataOf(api.DELETE('/v1/drivers/{driverId}', { params: { path: { driverId }, header } })),
    done: THING_TEXTS.removed(name),
    onDone: onRemoved,
  });
}
