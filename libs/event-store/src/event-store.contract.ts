import {
  describeAtomicAppends,
  describeExpectedRevisions,
  describeRepeats,
} from './contract/appending.contract';
import { describeConcurrentWriters } from './contract/concurrency.contract';
import { describeEndingToFollow, describeFollowing } from './contract/following.contract';
import { describePositions, describeRestoredLogs } from './contract/identity.contract';
import { type EventStoreHarness, type Lacking, type SuiteContext } from './testing/contract-kit';
import { describePaging, describeReading } from './contract/reading.contract';
import { describeSlowReaders } from './contract/slow-reader.contract';
import { type EventStore } from './event-store.port';

const TEST_LIMIT_MS = 60_000;

/**
 * What every engine of the port must hold. It writes to streams with fresh names and follows from
 * the head that it finds, so the log may be in use by others.
 */
export function describeEventStore(
  engine: string,
  openHarness: () => Promise<EventStoreHarness>,
  lacking: Lacking = {},
): void {
  describe(`event store: ${engine}`, () => {
    jest.setTimeout(TEST_LIMIT_MS);
    let harness: EventStoreHarness;
    let store: EventStore;
    const context: SuiteContext = { harness: () => harness, store: () => store, lacking };

    beforeAll(async () => {
      harness = await openHarness();
      store = await harness.open();
    });
    afterAll(async () => {
      await store.close();
      await harness.close();
    });

    describePaging(context);
    describeExpectedRevisions(context);
    describeAtomicAppends(context);
    describeRepeats(context);
    describeConcurrentWriters(context);
    describeReading(context);
    describeFollowing(context);
    describeEndingToFollow(context);
    describeSlowReaders(context);
    describePositions(context);
    describeRestoredLogs(context);
  });
}
