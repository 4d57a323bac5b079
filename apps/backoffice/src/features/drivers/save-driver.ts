import { useUndo } from '../../components/use-undo';
import { useRemoval } from '../../components/use-removal';
import { headersAfter, type VersionedHeaders } from '../../components/use-thing-edit';
import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { DRIVER_TEXTS as TEXTS } from '../../lib/texts/drivers';
import { THING_TEXTS } from '../../lib/texts/things';
import { type Driver } from '../../lib/things';
import { type DriverValues, patchOf } from './driver-values';

export function sendDriver(
  { id: driverId, rfidCards }: Driver,
  changes: Partial<DriverValues>,
  header: VersionedHeaders,
): Promise<Versioned<Driver>> {
  const held = rfidCards.map((card) => card.id);
  const request = { path: { driverId }, header };
  const body = patchOf(changes, held);
  return versionedOf<Driver>(api.PATCH('/v1/drivers/{driverId}', { params: request, body }));
}

/** Says that he is saved, and how to take it back: but for a card, whose number nobody kept. */
export function useDriverSaved() {
  const tell = useUndo();
  return (
    { thing, etag }: Versioned<Driver>,
    { newCards, ...changes }: Partial<DriverValues>,
    { newCards: _none, ...before }: Partial<DriverValues>,
  ): void => {
    const { externalId: name } = thing;
    const header = headersAfter(etag);
    const isFinal = newCards !== undefined || changes.heldCards !== undefined;
    const undo = isFinal ? undefined : () => sendDriver(thing, before, header);
    tell({ name, text: THING_TEXTS.saved(name), undo });
  };
}

export function useDriverRemoval({ thing, etag }: Versioned<Driver>, onRemoved: () => void) {
  const { id: driverId, externalId: name } = thing;
  return useRemoval({
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
