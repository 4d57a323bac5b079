import { describeOrderedAppends } from '../contract/ordered-appends.contract';
import { PostgresHarness } from '../testing/postgres-harness';

describe('event store: postgres', () => {
  let harness: PostgresHarness;
  afterAll(() => harness.close());

  describeOrderedAppends(async () => {
    harness = await PostgresHarness.start();
    return harness.open();
  });
});
