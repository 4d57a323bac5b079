import {
  AppendOutcomeUnknown,
  type NewEvent,
  StoreUnavailable,
  type StreamName,
  WrongExpectedRevision,
} from '@chargebook/event-store';

import { ANSWER_WITHIN_MS, Deadline } from './deadline';
import { encodeEvent } from './event-codec';
import { type Folded, foldEvent, nextRevision } from './folded';
import { derivedId } from './ids';
import { type Letter } from './letters';
import { MAX_WAITING_LETTERS, StreamBusy } from './mailbox';
import { metadataWith } from './testing/recorded-events';
import { SHELF, shelfStream, type ShelfState } from './testing/shelf';
import { ShelfBook, type ShelfProcess } from './testing/shelf-process';

type ShelfLetter<Result> = Letter<ShelfState, Result>;

/** Adds a box without asking anybody, and answers how many there are then. */
function addBox(box: string, note = ''): ShelfLetter<number> {
  return {
    attempt: (folded) => {
      const events = [write(folded, 'BoxAdded', { box, label: null, notes: [note] })];
      const { size } = folded.state.boxes;
      return { kind: 'append', events, result: () => size };
    },
  };
}

function write(folded: Folded<ShelfState>, type: string, data: object): NewEvent {
  const revision = nextRevision(folded.revision);
  const metadata = metadataWith();
  foldEvent(SHELF, folded, { type, data, metadata });
  return encodeEvent(derivedId(JSON.stringify(data), `${revision}`), { type, data }, metadata);
}

function countBoxes(): ShelfLetter<number> {
  return { attempt: ({ state }) => ({ kind: 'answer', result: state.boxes.size }) };
}

describe('A mailbox', () => {
  let book: ShelfBook;
  let one: ShelfProcess;
  let other: ShelfProcess;

  beforeAll(async () => {
    book = await ShelfBook.create();
  });
  beforeEach(async () => {
    [one, other] = await Promise.all([book.startProcess(), book.startProcess()]);
  });
  afterAll(() => book.close());

  function post<Result>(
    shelf: string,
    letter: ShelfLetter<Result>,
    withinMs = ANSWER_WITHIN_MS,
  ): Promise<Result> {
    return one.folds.post(shelfStream(shelf), letter, Deadline.after(withinMs));
  }

  function postToOther<Result>(shelf: string, letter: ShelfLetter<Result>): Promise<Result> {
    return other.folds.post(shelfStream(shelf), letter, Deadline.after(ANSWER_WITHIN_MS));
  }

  function postAll(shelf: string, length: number): Promise<number[]> {
    const letters = Array.from({ length }, (_, index) => addBox(`box-${index}`));
    return Promise.all(letters.map((letter) => post(shelf, letter)));
  }

  it('decides letters in their order, each on what those before it made', async () => {
    expect(await postAll('order', 5)).toEqual([1, 2, 3, 4, 5]);
  });

  it('appends what 64 letters make as one, and never more', async () => {
    await postAll('drained', 200);
    const sizes = one.store.appends.map(({ events }) => events.length);
    expect(sizes).toEqual([1, 64, 64, 64, 7]);
  });

  it('answers without an append, but not without a look at the tail', async () => {
    expect(await post('tail', countBoxes())).toBe(0);
    await postToOther('tail', addBox('theirs'));
    expect(await post('tail', countBoxes())).toBe(1);
    expect(one.store.appends).toHaveLength(0);
  });

  it('reads no tail for what is appended', async () => {
    await post('unread', addBox('a'));
    const before = one.store.reads.length;
    await post('unread', addBox('b'));
    expect(one.store.reads).toHaveLength(before);
  });

  it('answers though others write between any two of its reads', async () => {
    await post('restless', addBox('a'));
    let written = 0;
    one.store.beforeRead = async () => {
      written += 1;
      if (written > 20) throw new Error('it reads for ever');
      await postToOther('restless', addBox(`theirs-${written}`));
    };
    expect(await post('restless', countBoxes())).toBe(1 + written);
  });

  it('decides again when others wrote meanwhile', async () => {
    await post('rivals', addBox('a'));
    await postToOther('rivals', addBox('b'));
    expect(await post('rivals', addBox('c'))).toBe(3);
    expect(await postToOther('rivals', countBoxes())).toBe(3);
  });

  it('gives up as busy when others always write first', async () => {
    one.store.beforeAppend = ({ stream }) => {
      throw new WrongExpectedRevision(stream, 0n, 1n);
    };
    await expect(post('busy', addBox('a'))).rejects.toThrow(StreamBusy);
    one.store.beforeAppend = undefined;
    expect(await post('busy', addBox('a'))).toBe(1);
  });

  it('is busy for those who come when too many wait already', async () => {
    const answered = Array.from({ length: MAX_WAITING_LETTERS + 1 }, () =>
      post('crowded', countBoxes()),
    );
    await expect(post('crowded', countBoxes())).rejects.toThrow(StreamBusy);
    expect(new Set(await Promise.all(answered))).toEqual(new Set([0]));
  });

  it('takes out the letter that throws, alone', async () => {
    const stumbles: ShelfLetter<number> = {
      attempt: (folded) => {
        write(folded, 'BoxAdded', { box: 'half', label: null, notes: [] });
        throw new Error('stumbled');
      },
    };
    const letters = [addBox('a'), addBox('b'), stumbles, addBox('c'), stumbles, addBox('d')];
    const results = await Promise.allSettled(letters.map((letter) => post('stumble', letter)));
    const values = results.map((result) =>
      result.status === 'fulfilled' ? result.value : 'failed',
    );
    expect(values).toEqual([1, 2, 'failed', 3, 'failed', 4]);
    expect(await one.typesOf(shelfStream('stumble'))).toHaveLength(4);
  });

  it.each([
    ['whose event is too large', () => addBox('large', 'x'.repeat(70_000))],
    ['that has too many events', () => addMany(2_001)],
  ])('takes out the letter %s, alone', async (title, makeLetter) => {
    const shelf = `over ${title}`;
    const letters = [addBox('a'), addBox('b'), makeLetter(), addBox('c')];
    const results = await Promise.allSettled(letters.map((letter) => post(shelf, letter)));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await one.typesOf(shelfStream(shelf))).toHaveLength(3);
  });

  function addMany(most: number): ShelfLetter<number> {
    return {
      attempt: (folded) => {
        const boxes = Array.from({ length: most }, (_, index) => `many-${index}`);
        const events = boxes.map((box) =>
          write(folded, 'BoxAdded', { box, label: null, notes: [] }),
        );
        return { kind: 'append', events, result: () => most };
      },
    };
  }

  describe('answers a letter at its deadline, whatever the store does', () => {
    const SOON_MS = 100;

    /** The next append of a stream waits until it is let go. */
    function holdAppend(): { readonly letGo: () => void; readonly isHeld: Promise<void> } {
      let letGo = (): void => undefined;
      const gone = new Promise<void>((resolve) => (letGo = resolve));
      const isHeld = new Promise<void>((resolve) => {
        one.store.beforeAppend = () => {
          one.store.beforeAppend = undefined;
          resolve();
          return gone;
        };
      });
      return { letGo, isHeld };
    }

    /** Letters that go together, each with its time, into an append whose answer is always lost. */
    async function postIntoTheVoid(
      shelf: string,
      ...letters: readonly (readonly [ShelfLetter<number>, number])[]
    ): Promise<readonly unknown[]> {
      const { letGo, isHeld } = holdAppend();
      const first = post(shelf, addBox('first'));
      await isHeld;
      const posted = letters.map(([letter, withinMs]) => post(shelf, letter, withinMs));
      one.store.beforeAppend = ({ stream }) => {
        throw new AppendOutcomeUnknown(stream, 'cut');
      };
      letGo();
      await first;
      const outcomes = await Promise.allSettled(posted);
      return outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.name);
    }

    it('that waits for its turn, and writes nothing of it later', async () => {
      const { letGo, isHeld } = holdAppend();
      const first = post('turn', addBox('a'));
      await isHeld;
      await expect(post('turn', addBox('late'), SOON_MS)).rejects.toThrow(StoreUnavailable);
      letGo();
      expect([await first, await post('turn', addBox('b'))]).toEqual([1, 2]);
      expect(await one.typesOf(shelfStream('turn'))).toHaveLength(2);
    });

    it('that waits for the fold, and writes nothing of it later', async () => {
      let letGo = (): void => undefined;
      const gone = new Promise<void>((resolve) => (letGo = resolve));
      one.store.beforeRead = () => gone;
      const patient = post('fold', addBox('a'));
      await expect(post('fold', addBox('late'), SOON_MS)).rejects.toThrow(StoreUnavailable);
      letGo();
      expect(await patient).toBe(1);
      expect(one.store.appends).toHaveLength(1);
    });

    it('whose append is under way, and says that it may stand', async () => {
      const { letGo } = holdAppend();
      const outcome = post('under way', addBox('a'), SOON_MS);
      await expect(outcome).rejects.toThrow(AppendOutcomeUnknown);
      letGo();
      expect(await post('under way', countBoxes())).toBe(1);
    });

    it('whose append is repeated, and no longer repeats it for nobody', async () => {
      const letters = [
        [addBox('a'), SOON_MS],
        [addBox('b'), 3 * SOON_MS],
      ] as const;
      const reasons = await postIntoTheVoid('repeated', ...letters);
      expect(reasons).toEqual(['AppendOutcomeUnknown', 'AppendOutcomeUnknown']);
      expect(one.store.appends.length).toBeGreaterThan(2);
      one.store.beforeAppend = undefined;
      expect(await post('repeated', addBox('c'))).toBe(2);
    });

    it('that wrote nothing itself, and leaves it nothing to be unsure of', async () => {
      const letters = [
        [addBox('a'), SOON_MS],
        [countBoxes(), ANSWER_WITHIN_MS],
      ] as const;
      const reasons = await postIntoTheVoid('mixed', ...letters);
      expect(reasons).toEqual(['AppendOutcomeUnknown', 'StoreUnavailable']);
    });
  });

  it('tells who wrote nothing the position of what those before it wrote', async () => {
    await post('position', addBox('a'));
    const asksPosition: ShelfLetter<string> = {
      attempt: () => ({ kind: 'append', events: [], result: (position) => position }),
    };
    const [, , position] = await Promise.all([
      post('position', addBox('b')),
      post('position', addBox('c')),
      post('position', asksPosition),
    ]);
    const [last] = (await one.eventsOf(shelfStream('position'))).slice(-1);
    expect(position).toBe(last?.position);
    expect(await post('position', asksPosition)).toBe(last?.position);
  });

  it('keeps a fold only while all that are kept have room, weighed when idle', async () => {
    const small = await book.startProcess({ maxCachedThings: 10 });
    const stream = (shelf: string): StreamName => shelfStream(`weighed-${shelf}`);
    const isCached = async (shelf: string): Promise<boolean> => {
      const before = small.store.reads.length;
      await small.folds.peek(stream(shelf), () => undefined);
      return small.store.reads.length === before;
    };
    const fill = async (shelf: string, boxes: number): Promise<void> => {
      for (let box = 0; box < boxes; box += 1) {
        await small.mustRun(`weighed-${shelf}`, { kind: 'add-box', box: `${box}` });
      }
    };
    await fill('first', 1);
    await fill('second', 1);
    expect(await isCached('first')).toBe(true);
    await fill('second', 3);
    expect(await isCached('first')).toBe(false);
  });
});
