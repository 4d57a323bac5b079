import { type EventStore } from '@chargebook/event-store';
import { type Pool } from 'pg';

import { type Difference } from '../compare-tables';
import { type ParseEvent } from '../projection';
import { type VerifiedGroup, verifyGroup } from '../verify-group';
import { boxes, parse } from './projections-harness';

export interface VerifiedBoxes {
  readonly verified: VerifiedGroup;
  readonly differences: readonly Difference[];
}

/** On a connection of its own, which ends with it. */
export async function verifyBoxes(
  { store }: { readonly store: EventStore },
  pool: Pool,
  parsing: ParseEvent = parse,
): Promise<VerifiedBoxes> {
  const differences: Difference[] = [];
  const client = await pool.connect();
  try {
    const verified = await verifyGroup({
      client,
      store,
      group: boxes(),
      parse: parsing,
      signal: new AbortController().signal,
      onFolded: () => undefined,
      onDifference: (difference) => differences.push(difference),
    });
    return { verified, differences };
  } finally {
    client.release(true);
  }
}
