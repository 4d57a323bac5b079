import { describeEventStore } from '../event-store.contract';
import { PostgresHarness } from '../testing/postgres-harness';

describeEventStore('postgres', () => PostgresHarness.start());
