import { describeEventStore } from '../event-store.contract';
import {
  type DoubleServers,
  startDoubleServers,
} from '../testing/eventstoredb-double/double-servers';
import {
  type EventStoreDbContainer,
  startEventStoreDbContainer,
} from '../testing/eventstoredb-container';
import { EventStoreDbHarness } from '../testing/eventstoredb-harness';
import { chosenServer } from '../testing/eventstoredb-server';

const choice = chosenServer();

if ('server' in choice) {
  const { server } = choice;
  const lacking = EventStoreDbHarness.lackingAt(server);
  describeEventStore('eventstoredb', () => EventStoreDbHarness.start(server), lacking);
} else if ('skipped' in choice) {
  test.skip(`event store: eventstoredb (skipped: ${choice.skipped})`, () => undefined);
} else {
  let container: EventStoreDbContainer;
  const open = async () => {
    container = await startEventStoreDbContainer();
    return EventStoreDbHarness.start({ url: container.connectionString });
  };
  const lacking = EventStoreDbHarness.lackingAt({ url: choice.image });
  describeEventStore('eventstoredb (container)', open, lacking);
  afterAll(() => container.stop());
}

let doubles: DoubleServers;

describeEventStore('eventstoredb (wire double)', async () => {
  doubles = await startDoubleServers();
  return EventStoreDbHarness.start(doubles.server);
});
afterAll(() => doubles.stop());
