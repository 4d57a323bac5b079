import { useUndo } from '../../components/use-undo';
import { type VersionedHeaders } from '../../components/use-thing-edit';
import { api, dataOf, type Versioned, versionedOf } from '../../lib/api';
import { newKey } from '../../lib/intent';
import { DRIVER_TEXTS as TEXTS } from '../../lib/texts/drivers';
import { THING_TEXTS } from '../../lib/texts/things';
import { type Driver } from '../../lib/things';
import { useWrite } from '../../lib/write';
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
    const header = { 'Idempotency-Key': newKey(), 'If-Match': etag };
    const isFinal = newCards !== undefined || changes.heldCards !== undefined;
    const undo = isFinal ? undefined : () => sendDriver(thing, before, header);
    tell({ name, text: THING_TEXTS.saved(name), undo });
  };
}

export function useDriverRemoval({ thing, etag }: Versioned<Driver>, onRemoved: () => void) {
  const tell = useUndo();
  const { id: driverId, externalId: name } = thing;
  const { write, isPending, error } = useWrite<string, unknown>({
    send: (seen, header) => {
      const request = { path: { driverId }, header: { ...header, 'If-Match': seen } };
      return dataOf(api.DELETE('/v1/drivers/{driverId}', { params: request }));
    },
    onDone: () => {
      tell({ name, text: THING_TEXTS.removed(name) });
      onRemoved();
    },
  });
  const asked = {
    label: TEXTS.remove,
    title: TEXTS.removeTitle(name),
    text: TEXTS.removeText,
    act: () => write(etag),
  };
  return { asked, isPending, error };
}
