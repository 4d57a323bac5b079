import { openEventStoreDb, type StreamName } from '@chargebook/event-store';
import { startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { type Folded } from './folded';
import { type SnapshotOptions, type SnapshotTable } from './snapshots';
import { shelfStream, type ShelfState } from './testing/shelf';
import { nameOf, ShelfBook, ShelfProcess } from './testing/shelf-process';
import { ACCOUNT } from './testing/shelf-requests';

const COMMAND_ID = '6a1f7f0e-5a55-4a0c-9d52-0a54a3a3a4a1';
const ADD_SHELF = { kind: 'add-shelf', account: ACCOUNT } as const;

type Snapshot = Parameters<SnapshotTable['keep']>[1];

/** Snapshots in memory, which a test may spoil. */
class Shelved implements SnapshotTable {
  readonly kept = new Map<StreamName, Snapshot>();
  readonly keptRevisions: bigint[] = [];
  readonly troubles: string[] = [];
  readonly options: SnapshotOptions;

  constructor(minEvents = 3) {
    const onTrouble = (stream: StreamName, cause: unknown): void =>
      void this.troubles.push(`${stream}: ${String(cause)}`);
    this.options = { table: this, onTrouble, minEvents };
  }

  find(stream: StreamName): Promise<Snapshot | undefined> {
    return Promise.resolve(this.kept.get(stream));
  }

  keep(stream: StreamName, snapshot: Snapshot): Promise<void> {
    this.kept.set(stream, snapshot);
    this.keptRevisions.push(snapshot.revision);
    return Promise.resolve();
  }

  of(shelf: string): Snapshot {
    const kept = this.kept.get(shelfStream(shelf));
    if (kept === undefined) throw new Error('nothing was kept');
    return kept;
  }

  flipBit(): void {
    for (const { fold } of this.kept.values()) fold[fold.length - 5] = (fold.at(-5) ?? 0) ^ 1;
  }

  spoil(change: Partial<Snapshot>): void {
    for (const [stream, kept] of this.kept) this.kept.set(stream, { ...kept, ...change });
  }
}

describe('Snapshots of long streams', () => {
  let book: ShelfBook;

  beforeAll(async () => {
    book = await ShelfBook.create();
  });
  afterAll(() => book.close());

  const foldOf = (process: ShelfProcess, shelf: string) =>
    process.folds.read<ShelfState, Folded<ShelfState>>(shelfStream(shelf), (folded) => ({
      ...folded,
    }));

  /** What a process that has just started comes to, and after which revisions it read. */
  async function foldAnew(shelf: string, { options }: Shelved) {
    const process = await book.startProcess({ snapshots: options });
    const reads: (bigint | 'start')[] = [];
    process.store.beforeRead = (_stream, after) => void reads.push(after);
    return { folded: await foldOf(process, shelf), reads };
  }

  const foldOfLog = async (shelf: string) => foldOf(await book.startProcess(), shelf);

  /** A shelf with three events, all of them in a snapshot. */
  async function keptShelf(shelf: string): Promise<Shelved> {
    const shelved = new Shelved();
    const process = await book.startProcess({ snapshots: shelved.options });
    await process.mustRun(shelf, ADD_SHELF, { kind: 'add-box', box: 'a', label: `a ${shelf}` });
    await process.run(shelf, { kind: 'add-box', box: 'b' }, { commandId: COMMAND_ID });
    await untilKept();
    expect(shelved.keptRevisions).toEqual([2n]);
    return shelved;
  }

  /** What is due is kept once the mailbox is idle. */
  const untilKept = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('spare a new process what is in them, and leave it in the same state', async () => {
    const shelved = await keptShelf('same');
    await (await book.startProcess()).mustRun('same', { kind: 'count-box', box: 'a', count: 7 });
    const anew = await foldAnew('same', shelved);
    expect(anew.reads).toEqual(['start', 1n]);
    expect(anew.folded).toStrictEqual(await foldOfLog('same'));
    expect(anew.folded.revision).toBe(3n);
  });

  it('remember commands and claims', async () => {
    const shelved = await keptShelf('memory');
    const process = await book.startProcess({ snapshots: shelved.options });
    const again = await process.run(
      'memory',
      { kind: 'add-box', box: 'b' },
      { commandId: COMMAND_ID },
    );
    expect(nameOf(again)).toBe('replay');
    await process.mustRun('memory', { kind: 'relabel-box', box: 'a', label: null });
    const other = await book.startProcess();
    await other.mustRun('elsewhere', ADD_SHELF, { kind: 'add-box', box: 'c', label: 'a memory' });
  });

  /** Of a stream with as many events. */
  async function foldElsewhere(): Promise<Partial<Snapshot>> {
    const elsewhere = await keptShelf('elsewhere-kept');
    return { fold: elsewhere.of('elsewhere-kept').fold };
  }

  it.each<[string, (shelved: Shelved) => unknown]>([
    ['of another event', (shelved) => shelved.spoil({ eventId: COMMAND_ID })],
    ['of an event that is not there', (shelved) => shelved.spoil({ revision: 900n })],
    ['of the first event', (shelved) => shelved.spoil({ revision: 0n })],
    ['that is too short', (shelved) => shelved.spoil({ fold: new Uint8Array([1, 2]) })],
    ['with one bit that is another', (shelved) => shelved.flipBit()],
    ['of another stream', async (shelved) => shelved.spoil(await foldElsewhere())],
    ['that cannot be had', (shelved) => (shelved.find = () => Promise.reject(new Error('away')))],
    ['that never comes', (shelved) => (shelved.find = () => new Promise(() => undefined))],
  ])('are not believed where there is one %s', async (what, spoil) => {
    const shelf = what.replaceAll(' ', '-');
    const shelved = await keptShelf(shelf);
    await spoil(shelved);
    const anew = await foldAnew(shelf, shelved);
    expect(anew.reads[0]).toBe('start');
    expect(anew.folded).toStrictEqual(await foldOfLog(shelf));
  });

  it('are not asked for where a stream is short, and for a while after trouble', async () => {
    const shelved = await keptShelf('asked');
    const asked: StreamName[] = [];
    shelved.find = (stream) => {
      asked.push(stream);
      return Promise.reject(new Error('away'));
    };
    const process = await book.startProcess({ snapshots: shelved.options });
    await process.mustRun('short', ADD_SHELF);
    expect(asked).toEqual([]);
    await foldOf(process, 'asked');
    await keptShelf('other');
    await foldOf(process, 'other');
    expect(asked).toEqual([shelfStream('asked')]);
    expect(shelved.troubles).toEqual(['shelf-asked: Error: away']);
  });

  it('of a log in which the stream has never been are no trouble', async () => {
    const shelved = await keptShelf('restored');
    const double = await startEventStoreDbDouble();
    const store = await openEventStoreDb(double);
    try {
      const process = new ShelfProcess(store, { snapshots: shelved.options });
      expect(nameOf(await process.run('restored', ADD_SHELF))).toBe('created');
      await process.mustRun('restored', { kind: 'add-box', box: 'x' });
      await process.mustRun('restored', { kind: 'add-box', box: 'y' });
      shelved.spoil({ revision: 900n });
      const anew = new ShelfProcess(store, { snapshots: shelved.options });
      expect((await foldOf(anew, 'restored')).revision).toBe(2n);
    } finally {
      await store.close();
      await double.stop();
    }
  });

  it('are made anew when a stream has grown by a tenth, and by enough events', async () => {
    const shelved = new Shelved(2);
    const process = await book.startProcess({ snapshots: shelved.options });
    await process.mustRun('growing', ADD_SHELF, { kind: 'add-box', box: 'a' });
    for (let count = 1; count < 60; count += 1) {
      await process.mustRun('growing', { kind: 'count-box', box: 'a', count: (count % 2) + 1 });
      await untilKept();
    }
    const { keptRevisions } = shelved;
    const grown = keptRevisions.map((at, index) => at - (keptRevisions[index - 1] ?? -1n));
    expect(Math.min(...grown.map(Number))).toBe(2);
    expect(keptRevisions.slice(-3)).toEqual([47n, 53n, 59n]);
  });

  it('are never of what the log does not have', async () => {
    const shelved = new Shelved(1);
    const process = await book.startProcess({ snapshots: shelved.options });
    const stream = shelfStream('doubtful');
    await process.mustRun('doubtful', ADD_SHELF);
    const outcomes: string[] = [];
    for (let box = 0; box < 20; box += 1) {
      process.store.beforeAppend = async () => {
        // What became due before the command was posted is kept by now, if it ever is.
        await untilKept();
        if (box % 2 === 1) throw new Error('not written');
      };
      const done = process.run('doubtful', { kind: 'add-box', box: `${box}` });
      outcomes.push(await done.then(nameOf, () => 'not written'));
      const { revision, eventId } = shelved.kept.get(stream) ?? {};
      const events = await process.eventsOf(stream);
      expect(eventId).toBe(revision === undefined ? undefined : events[Number(revision)]?.id);
    }
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(10);
    expect(shelved.keptRevisions.length).toBeGreaterThan(3);
    expect((await foldAnew('doubtful', shelved)).folded).toStrictEqual(await foldOfLog('doubtful'));
  });
});
