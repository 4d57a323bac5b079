import { type EventStore } from '@chargebook/event-store';

import { distrustGeneration } from './generations';
import { type Generation } from './registry';
import { type TransactionSetting } from './transaction';

/**
 * True when the generation was folded from this log as it is. Rows of another log, or of a future
 * that a restore took back, are neither kept nor read from now on.
 * @throws StoreUnavailable
 */
export async function trustGeneration(
  setting: TransactionSetting,
  store: EventStore,
  { storeId, checkpoint, ...key }: Generation,
): Promise<boolean> {
  const isSameLog = storeId === store.identity.storeId;
  const { mark } = checkpoint;
  if (isSameLog && (mark === undefined || (await store.holds(mark)))) return true;
  await distrustGeneration(setting, key);
  return false;
}
