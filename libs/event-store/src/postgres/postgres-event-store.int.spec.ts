import { describeEventStore } from '../event-store.contract';
import { PostgresHarness } from './postgres-harness';

describeEventStore('postgres', () => PostgresHarness.start());
