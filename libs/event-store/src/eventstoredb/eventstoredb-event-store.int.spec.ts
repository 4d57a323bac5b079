import { describeEventStore } from '../event-store.contract';
import { EventStoreDbHarness } from '../testing/eventstoredb-harness';
import { chosenServer } from '../testing/eventstoredb-server';

const choice = chosenServer();

if ('server' in choice) {
  const { server } = choice;
  const lacking = EventStoreDbHarness.lackingAt(server);
  describeEventStore('eventstoredb', () => EventStoreDbHarness.start(server), lacking);
} else {
  test.skip(`event store: eventstoredb (skipped: ${choice.skipped})`, () => undefined);
}
