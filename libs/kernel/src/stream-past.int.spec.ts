import { type Position, type Revision, StoreUnavailable } from '@chargebook/event-store';

import { type Cut } from './cut';
import { StreamPast } from './stream-past';
import { instantAt } from './testing/recorded-events';
import { SHELF, shelfStream } from './testing/shelf';
import { ShelfBook, type ShelfProcess } from './testing/shelf-process';
import { ACCOUNT } from './testing/shelf-requests';

describe('The past of one stream, asked for by many at once', () => {
  let book: ShelfBook;
  let process: ShelfProcess;
  let past: StreamPast;
  let reads: (Revision | 'start')[];

  beforeAll(async () => {
    book = await ShelfBook.create();
  });
  beforeEach(async () => {
    process = await book.startProcess();
    past = new StreamPast(process.store);
    reads = [];
  });
  afterAll(() => book.close());

  /** The positions of a shelf to which one box after another was added. */
  async function filled(shelf: string, boxes: number): Promise<readonly Position[]> {
    await process.mustRun(shelf, { kind: 'add-shelf', account: ACCOUNT });
    for (let box = 1; box <= boxes; box += 1) {
      await process.mustRun(shelf, { kind: 'add-box', box: `${box}` });
    }
    process.store.beforeRead = (_stream, after) => void reads.push(after);
    return (await process.eventsOf(shelfStream(shelf))).map(({ position }) => position);
  }

  function atPosition(position: Position | undefined): Cut {
    return { kind: 'position', position: position as Position };
  }

  async function boxesAt(shelf: string, cut: Cut): Promise<number> {
    return (await past.foldAt(SHELF, shelf, cut)).state.boxes.size;
  }

  it('is folded once for those who ask for the same', async () => {
    const positions = await filled('same', 5);
    reads = [];
    const cuts = Array.from({ length: 8 }, () => atPosition(positions[3]));
    const found = await Promise.all(cuts.map((cut) => boxesAt('same', cut)));
    expect(found).toEqual(cuts.map(() => 3));
    expect(reads).toEqual(['start', ...Array.from({ length: 7 }, () => 3n)]);
  });

  it('is gone on with from cut to cut, in whatever order they are asked for', async () => {
    const positions = await filled('cuts', 6);
    reads = [];
    const asked = [6, 4, 0, 5, 2, 2];
    const found = await Promise.all(asked.map((at) => boxesAt('cuts', atPosition(positions[at]))));
    expect(found).toEqual(asked);
    expect(reads).toEqual(['start', 'start', 0n, 2n, 2n, 4n]);
  });

  it('is told by instants and positions together as by each alone', async () => {
    const positions = await filled('mixed', 3);
    const before: Cut = { kind: 'instant', instant: instantAt(-1) };
    const behind: Cut = { kind: 'instant', instant: instantAt(1) };
    const cuts = [behind, atPosition(positions[1]), before, atPosition(positions[2]), behind];
    const found = await Promise.all(cuts.map((cut) => boxesAt('mixed', cut)));
    expect(found).toEqual([3, 1, 0, 2, 3]);
  });

  it('is refused to all who wait while the store is away, and told again behind that', async () => {
    const positions = await filled('away', 2);
    reads = [];
    process.store.beforeRead = (_stream, after) => {
      reads.push(after);
      throw new StoreUnavailable('away');
    };
    const asked = positions.map((position) => boxesAt('away', atPosition(position)));
    const ends = await Promise.allSettled(asked);
    expect(ends.map(({ status }) => status)).toEqual(positions.map(() => 'rejected'));
    expect(reads).toHaveLength(1);
    process.store.beforeRead = undefined;
    expect(await boxesAt('away', atPosition(positions[2]))).toBe(2);
  });
});
