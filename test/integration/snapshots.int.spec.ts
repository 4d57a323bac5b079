import { SnapshotTable } from '@chargebook/database';
import { type StreamName } from '@chargebook/event-store';
import { type Folded, StreamFolds } from '@chargebook/kernel';
import { WelcomeFirstAdministrator } from '@chargebook/user';
import { CommandBus } from '@nestjs/cqrs';

import { CONTEXTS } from '../../apps/api/src/contexts';
import { fillDemo } from '../../apps/api/src/demo/fill-demo';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { eventually } from '../support/eventually';
import { startTestService, type TestService } from '../support/test-service';

const AGGREGATES = CONTEXTS.flatMap(({ aggregates }) => aggregates);

let service: TestService;
let database: TestDatabase;
let table: SnapshotTable;

beforeAll(async () => {
  service = await startTestService();
  await service.application.get(CommandBus).execute(new WelcomeFirstAdministrator());
  await fillDemo(service.application, service.dataDir);
  database = await createTestDatabase();
  table = new SnapshotTable(database.url, () => Promise.resolve('this'));
}, 120_000);

afterAll(async () => {
  await table.close();
  await database.drop();
  await service.stop();
});

const foldOf = (folds: StreamFolds, stream: StreamName) =>
  folds.read(stream, (folded): Folded<unknown> => ({ ...folded }));

describe('The streams of every context', () => {
  it('come out of a snapshot as they went into it', async () => {
    const { store } = service;
    const troubles: unknown[] = [];
    const onTrouble = (_stream: StreamName, cause: unknown): void => void troubles.push(cause);
    const kept = { table, onTrouble, minEvents: 1 };
    const plain = new StreamFolds({ store, aggregates: AGGREGATES });
    const keeping = new StreamFolds({ store, aggregates: AGGREGATES, snapshots: kept });
    const streams = [...new Set((await service.log()).map(({ stream }) => stream))];
    const known = streams.filter((stream) => plain.keeps(stream));
    for (const stream of known) {
      const snapshot = await eventually(async () => {
        await foldOf(keeping, stream);
        const found = await table.find(stream);
        if (found === undefined) throw new Error(`${stream} was not kept`);
        return found;
      });
      const anew = new StreamFolds({ store, aggregates: AGGREGATES, snapshots: kept });
      const folded = await foldOf(anew, stream);
      expect(folded).toStrictEqual(await foldOf(plain, stream));
      expect(folded.revision).toBe(snapshot.revision);
    }
    expect(troubles).toEqual([]);
    const categories = new Set(known.map((stream) => stream.split('-')[0]));
    expect(categories).toEqual(new Set(AGGREGATES.map(({ category }) => category)));
  });
});
