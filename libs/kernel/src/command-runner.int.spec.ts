import { randomUUID } from 'node:crypto';

import { AppendOutcomeUnknown, StoreUnavailable } from '@chargebook/event-store';

import { labelClaim, shelfStream } from './testing/shelf';
import { ACCOUNT, SUPPORTER } from './testing/shelf-requests';
import { nameOf, ShelfBook, type ShelfProcess, tally } from './testing/shelf-process';

const SHELF = { kind: 'add-shelf', account: ACCOUNT } as const;
const BOX = { kind: 'add-box', box: 'a' } as const;
const actor = SUPPORTER;

function count(to: number, box = 'a') {
  return { kind: 'count-box', box, count: to } as const;
}

function numbers(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index + 1);
}

describe('Two processes that carry out commands on one book', () => {
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

  it('let one of 64 changes win that were all made on the same version', async () => {
    await one.mustRun('one-version', SHELF, BOX);
    const outcomes = await Promise.all(
      numbers(64).map((to) => one.run('one-version', count(to), { actor, ifMatch: 1n })),
    );
    expect(tally(outcomes)).toEqual({ changed: 1, 'version-mismatch': 63 });
    const refused = outcomes.find((outcome) => outcome.kind === 'refused');
    expect(refused).toEqual({
      kind: 'refused',
      refusal: { kind: 'version-mismatch', current: 2n },
    });
  });

  it('let one of 64 win also when half of them come through the other process', async () => {
    await one.mustRun('both', SHELF, BOX);
    const outcomes = await Promise.all(
      numbers(64).map((to) => {
        const process = to % 2 === 0 ? one : other;
        return process.run('both', count(to), { actor, ifMatch: 1n });
      }),
    );
    expect(tally(outcomes)).toEqual({ changed: 1, 'version-mismatch': 63 });
  });

  it('carry out 64 changes of 64 things of one stream, in a few appends', async () => {
    const boxes = numbers(64).map((each) => `box-${each}`);
    await one.mustRun('many', SHELF, ...boxes.map((box) => ({ ...BOX, box })));
    const before = one.store.appends.length;
    const outcomes = await Promise.all(
      boxes.map((box, index) => one.run('many', count(7, box), { ifMatch: BigInt(index + 1) })),
    );
    expect(tally(outcomes)).toEqual({ changed: 64 });
    expect(one.store.appends.length - before).toBeLessThanOrEqual(3);
  });

  it('lose nothing and double nothing when both write one stream', async () => {
    const boxes = numbers(32).map((each) => `box-${each}`);
    await one.mustRun('shared', SHELF);
    const outcomes = await Promise.all(
      boxes.map((box, index) => (index % 2 ? one : other).run('shared', { ...BOX, box })),
    );
    expect(tally(outcomes)).toEqual({ created: 32 });
    const types = await one.typesOf(shelfStream('shared'));
    expect(types.filter((type) => type === 'BoxAdded')).toHaveLength(32);
  });

  describe('answer what writes nothing only when they read the tail', () => {
    beforeEach(async () => {
      await one.mustRun('fresh', ...((await isNew('fresh')) ? [SHELF] : []));
    });

    async function isNew(shelf: string): Promise<boolean> {
      return (await one.eventsOf(shelfStream(shelf))).length === 0;
    }

    /** Both processes know the box; then the first one changes it. */
    async function changeBehindTheOther(
      box: string,
      ...commands: Parameters<typeof one.mustRun>[1][]
    ) {
      await one.mustRun('fresh', { ...BOX, box });
      await other.run('fresh', count(0, box));
      await one.mustRun('fresh', ...commands);
    }

    it('unchanged', async () => {
      await changeBehindTheOther('u', count(5, 'u'));
      const outcome = await other.run('fresh', count(0, 'u'));
      expect(nameOf(outcome)).toBe('changed');
    });

    it('not found', async () => {
      await changeBehindTheOther('n');
      await one.mustRun('fresh', { ...BOX, box: 'later' });
      expect(nameOf(await other.run('fresh', count(1, 'later')))).toBe('changed');
      await one.mustRun('fresh', { kind: 'remove-box', box: 'n' });
      expect(nameOf(await other.run('fresh', count(0, 'n')))).toBe('not-found');
    });

    it('version-mismatch', async () => {
      await changeBehindTheOther('m', count(5, 'm'));
      const { version } = (await one.run('fresh', count(5, 'm'))) as { version: bigint };
      const outcome = await other.run('fresh', count(6, 'm'), { ifMatch: version });
      expect(nameOf(outcome)).toBe('changed');
    });

    it('refused by a rule', async () => {
      await changeBehindTheOther('r', count(50, 'r'));
      const outcome = await other.run('fresh', count(150, 'r'), { actor });
      expect(nameOf(outcome)).toBe('changed');
    });
  });

  describe('and one command that comes 50 times at once', () => {
    it.each(['plain', 'Label'])('write one event and give one answer: %s', async (label) => {
      const shelf = `fifty-${label}`;
      await one.mustRun(shelf, SHELF);
      other.clock.nowMs += 5_000;
      const outcomes = await Promise.all(
        numbers(50).map((each) =>
          (each % 2 ? one : other).run(shelf, { ...BOX, label }, { commandId: `add ${label}` }),
        ),
      );
      expect(tally(outcomes)).toEqual({ created: 1, replay: 49 });
      const answers = outcomes.map((outcome) => outcome.kind === 'done' && outcome.answer);
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await one.typesOf(shelfStream(shelf))).toEqual(['ShelfAdded', 'BoxAdded']);
      expect(await one.typesOf(labelClaim(label))).toEqual(['Claimed']);
    });

    it('know it in the other process, whose fold is older and whose clock is ahead', async () => {
      await one.mustRun('elsewhere', SHELF);
      await other.run('elsewhere', count(1));
      other.clock.nowMs += 5_000;
      const first = await one.run('elsewhere', BOX, { commandId: 'sent twice' });
      const again = await other.run('elsewhere', BOX, { commandId: 'sent twice' });
      expect(again).toEqual({ ...first, isReplay: true });
    });

    it('know it after a restart', async () => {
      await one.mustRun('restart', SHELF);
      const first = await one.run('restart', BOX, { commandId: 'once' });
      const restarted = await book.startProcess();
      const again = await restarted.run('restart', BOX, { commandId: 'once' });
      expect(again).toEqual({ ...first, isReplay: true });
    });

    it('refuse its key for another body, also when both come at once', async () => {
      await one.mustRun('bodies', SHELF);
      const sent = { commandId: 'key of two' };
      const outcomes = await Promise.all([
        one.run('bodies', { ...BOX, label: 'body 1' }, sent),
        other.run('bodies', { ...BOX, label: 'body 2' }, sent),
      ]);
      expect(tally(outcomes)).toEqual({ created: 1, 'key-reused': 1 });
      expect(await one.typesOf(shelfStream('bodies'))).toContain('BoxAdded');
      const later = await other.run('bodies', { ...BOX, note: 'n' }, { commandId: 'key of two' });
      expect(nameOf(later)).toBe('key-reused');
    });
  });

  it('do not half write when the store is away, and go on when it is back', async () => {
    await one.mustRun('away', SHELF, BOX);
    one.store.beforeAppend = () => {
      throw new StoreUnavailable('cut');
    };
    const all = numbers(5).map((to) => one.run('away', count(to)));
    await expect(Promise.all(all)).rejects.toThrow(StoreUnavailable);
    await Promise.allSettled(all);
    one.store.beforeAppend = undefined;
    expect(await one.typesOf(shelfStream('away'))).toEqual(['ShelfAdded', 'BoxAdded']);
    const outcome = await one.run('away', count(1), { ifMatch: 1n });
    expect(outcome).toMatchObject({ kind: 'done', version: 2n, answer: { box: { count: 1 } } });
  });

  it('send an append again whose answer was lost, and it stands once', async () => {
    await one.mustRun('lost', SHELF);
    let losses = 2;
    one.store.afterAppend = ({ stream }) => {
      if (losses-- > 0) throw new AppendOutcomeUnknown(stream, 'cut');
    };
    const outcome = await one.run('lost', { ...BOX, label: 'lost' });
    expect(nameOf(outcome)).toBe('created');
    expect(await one.typesOf(shelfStream('lost'))).toEqual(['ShelfAdded', 'BoxAdded']);
    expect(await one.typesOf(labelClaim('lost'))).toEqual(['Claimed']);
  });

  it('refuse a thing in whose stream others wrote, and name the event', async () => {
    await one.mustRun('foreign', SHELF);
    const id = randomUUID();
    const foreign = { id, type: 'Painted', data: '{}', metadata: '{}' };
    await one.store.append(shelfStream('foreign'), 0n, [foreign]);
    const refused = { kind: 'refused', refusal: { kind: 'foreign-event', eventId: id } };
    for (const process of [one, other]) {
      expect(await process.run('foreign', BOX)).toEqual(refused);
    }
    expect(await one.typesOf(shelfStream('foreign'))).toEqual(['ShelfAdded', 'Painted']);
  });

  it('tell who changed nothing the position of the change that came before him', async () => {
    await one.mustRun('positions', SHELF, BOX);
    const outcomes = await Promise.all([4, 5, 5].map((to) => one.run('positions', count(to))));
    expect(outcomes.map(nameOf)).toEqual(['changed', 'changed', 'unchanged']);
    const [last] = (await one.eventsOf(shelfStream('positions'))).slice(-1);
    expect(outcomes[2]).toMatchObject({ position: last?.position, version: 3n });
  });

  it('never record a time before the previous one, whatever the clocks say', async () => {
    await one.mustRun('clocks', SHELF, BOX);
    other.clock.nowMs += 3_600_000;
    await other.mustRun('clocks', count(1));
    one.clock.nowMs -= 60_000;
    await one.mustRun('clocks', count(2));
    const events = await one.eventsOf(shelfStream('clocks'));
    const times = events.map(
      ({ metadata }) => (JSON.parse(metadata) as { recordedAt: string }).recordedAt,
    );
    expect(times).toEqual(times.toSorted());
    expect(times[3]).toBe(times[2]);
  });

  it('write what was decided, whatever the fold makes of it', async () => {
    await one.mustRun('copies', SHELF, { ...BOX, note: 'first' });
    const [, added] = await one.eventsOf(shelfStream('copies'));
    expect(JSON.parse(added?.data ?? '')).toEqual({ box: 'a', label: null, notes: [] });
    const [mine, theirs] = await Promise.all(
      [one, other].map((each) => each.run('copies', count(0))),
    );
    expect(theirs).toEqual(mine);
  });
});
