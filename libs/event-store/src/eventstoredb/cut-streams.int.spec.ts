import { StreamCut } from '../errors';
import { type EventStore, type StreamName } from '../event-store.port';
import { eventsOf, freshStream, newEvents } from '../testing/contract-kit';
import { ForeignWriter } from '../testing/eventstoredb-double/foreign-writer';
import {
  type EventStoreDbDouble,
  startEventStoreDbDouble,
} from '../testing/eventstoredb-double/start-double';
import { openEventStoreDb } from './open';

const ALL_DELETED = 2 ** 63;

let double: EventStoreDbDouble;
let others: ForeignWriter;
let store: EventStore;
const notices: string[] = [];

beforeAll(async () => {
  double = await startEventStoreDbDouble();
  others = new ForeignWriter(double.connectionString);
  const { connectionString } = double;
  store = await openEventStoreDb({ connectionString, onNotice: (text) => notices.push(text) });
});
afterAll(async () => {
  await others.close();
  await store.close();
  await double.stop();
});

async function streamOfThree(): Promise<StreamName> {
  const stream = freshStream();
  await store.append(stream, 'no-stream', newEvents(3));
  return stream;
}

function describeStream(stream: StreamName, data: Record<string, unknown>): Promise<void> {
  return others.append(`$$${stream}`, { type: '$metadata', data });
}

async function expectCut(call: Promise<unknown>, stream: StreamName): Promise<void> {
  await expect(call).rejects.toMatchObject({ name: StreamCut.name, stream });
  expect(notices.at(-1)).toContain(stream);
}

test.each([{ $maxCount: 2 }, { $tb: 1 }])(
  'a stream without its beginning is told: %j',
  async (cut) => {
    const stream = await streamOfThree();
    await describeStream(stream, cut);
    await expectCut(eventsOf(store, stream), stream);
  },
);

test('a stream that is only longer than its bound would be is whole', async () => {
  const stream = await streamOfThree();
  await describeStream(stream, { $maxCount: 3 });
  expect(await eventsOf(store, stream)).toHaveLength(3);
});

test('a stream that is begun anew behind deleted events is told to all', async () => {
  const stream = await streamOfThree();
  await describeStream(stream, { $tb: ALL_DELETED });
  await expectCut(store.append(stream, 'no-stream', newEvents(2)), stream);
  await expectCut(eventsOf(store, stream), stream);
});

test('a stream that is deleted behind what was read of it is told from then on', async () => {
  const stream = await streamOfThree();
  await describeStream(stream, { $tb: ALL_DELETED });
  await expectCut(store.readStream(stream, 2n)[Symbol.asyncIterator]().next(), stream);
  await expectCut(eventsOf(store, stream), stream);
  expect(await eventsOf(store, freshStream())).toEqual([]);
});

test('a stream that was deleted for ever is told, for as long as it is asked for', async () => {
  const stream = await streamOfThree();
  await others.append(stream, { type: '$streamDeleted', data: {} });
  for (let time = 0; time < 3; time += 1) await expectCut(eventsOf(store, stream), stream);
  expect(await eventsOf(store, await streamOfThree())).toHaveLength(3);
});
