import { type StreamName, WrongExpectedRevision } from '@chargebook/event-store';

import { CLAIM_GRACE_MS } from './claim-protocol';
import { Claims } from './claims';
import { ANSWER_WITHIN_MS, Deadline } from './deadline';
import { StreamBusy } from './mailbox';
import { labelClaim, shelfStream } from './testing/shelf';
import { ACCOUNT } from './testing/shelf-requests';
import { nameOf, ShelfBook, type ShelfProcess, tally } from './testing/shelf-process';

const SHELF = { kind: 'add-shelf', account: ACCOUNT } as const;

function causeOf(commandId: string, withinMs = ANSWER_WITHIN_MS) {
  return { commandId, correlationId: 'c', deadline: Deadline.after(withinMs) };
}

function boxWith(label: string, box = 'a') {
  return { kind: 'add-box', box, label } as const;
}

describe('A value that is unique across the operator', () => {
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

  /** What a process leaves that ends between its claim and its event. */
  async function leaveOrphan(label: string, shelf: string, commandId: string): Promise<void> {
    const wanted = { holder: shelfStream(shelf), thing: 'a', ...causeOf(commandId) };
    await one.claims.obtain({ ...wanted, stream: labelClaim(label), isFirstTry: true });
  }

  /** The next time that the process has looked at the value's claims so often. */
  function nextReads(process: ShelfProcess, label: string, most = 3): Promise<void> {
    let reads = 0;
    return new Promise((resolve) => {
      process.store.beforeRead = (stream) => {
        if (stream === labelClaim(label) && (reads += 1) === most) resolve();
      };
    });
  }

  it('goes to one of 64 that ask for it on 64 streams through two processes', async () => {
    const shelves = Array.from({ length: 64 }, (_, index) => `rival-${index}`);
    const outcomes = await Promise.all(
      shelves.map((shelf, index) => (index % 2 ? one : other).run(shelf, boxWith('Sought'))),
    );
    expect(tally(outcomes)).toEqual({ created: 1, taken: 63 });
    const refused = outcomes.find((outcome) => outcome.kind === 'refused');
    expect(refused).toMatchObject({
      refusal: { rejections: [{ code: 'label-taken', pointer: '/label' }] },
    });
    expect(await one.typesOf(labelClaim('Sought'))).toEqual(['Claimed']);
  });

  it('is given up as busy when others always claim or let go first', async () => {
    const { store, folds, clock } = one;
    const claims = new Claims({ store, folds, clock: clock.read });
    store.beforeAppend = ({ stream }) => {
      throw new WrongExpectedRevision(stream, 0n, 1n);
    };
    const cause = { ...causeOf('late', 50), holder: shelfStream('late') };
    const stream = labelClaim('Restless');
    const obtained = claims.obtain({ ...cause, stream, thing: 'a', isFirstTry: true });
    await expect(obtained).rejects.toThrow(StreamBusy);
  });

  it('is refused, and the event named, where it was claimed for a stream of others', async () => {
    const holder = 'song-1' as StreamName;
    const wanted = { holder, thing: 'a', ...causeOf('of others') };
    await one.claims.obtain({ ...wanted, stream: labelClaim('Sung'), isFirstTry: true });
    expect(await other.run('listener', boxWith('Sung'))).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'foreign-event', eventId: expect.any(String) },
    });
  });

  it('goes to one of two boxes of one shelf', async () => {
    const outcomes = await Promise.all(
      ['a', 'b'].map((box) => one.run('siblings', boxWith('Sibling', box))),
    );
    expect(tally(outcomes)).toEqual({ created: 1, taken: 1 });
  });

  it.each(['another shelf', 'its own shelf'])(
    'that an ended process left claimed is fenced after the grace, and taken: from %s',
    async (from) => {
      const label = `orphan of ${from}`;
      await leaveOrphan(label, 'left', 'ended');
      other.clock.nowMs += CLAIM_GRACE_MS;
      const taker = from === 'its own shelf' ? 'left' : 'taker';
      expect(nameOf(await other.run(taker, boxWith(label, label)))).toBe('created');
      expect(await one.typesOf(shelfStream('left'))).toContain('ClaimAbandoned');
      expect(await one.typesOf(labelClaim(label))).toEqual(['Claimed', 'Claimed']);
      const late = await one.run('left', boxWith(label, 'late'), { commandId: 'ended' });
      expect(nameOf(late)).toBe('taken');
    },
  );

  it('is waited for while its claim is young, and no rival fences it', async () => {
    let letCommit = (): void => undefined;
    const mayCommit = new Promise<void>((resolve) => (letCommit = resolve));
    one.store.beforeAppend = ({ stream }) =>
      stream === shelfStream('slow') ? mayCommit : undefined;
    const haveLooked = nextReads(other, 'Young');
    const claimed = new Promise<void>((resolve) => {
      one.store.afterAppend = () => resolve();
    });
    const first = one.run('slow', boxWith('Young'));
    await claimed;
    const second = other.run('quick', boxWith('Young'));
    await haveLooked;
    letCommit();
    expect(nameOf(await first)).toBe('created');
    expect(nameOf(await second)).toBe('taken');
    expect(await one.typesOf(shelfStream('slow'))).toEqual(['BoxAdded']);
  });

  it('is fenced though the clock of the process that left it was an hour ahead', async () => {
    one.clock.nowMs += 3_600_000;
    await leaveOrphan('Ahead', 'ahead', 'ended too');
    const haveLooked = nextReads(other, 'Ahead');
    const taken = other.run('behind', boxWith('Ahead'));
    await haveLooked;
    other.clock.nowMs += CLAIM_GRACE_MS;
    expect(nameOf(await taken)).toBe('created');
  });

  it('is adopted by its own command, at once', async () => {
    await leaveOrphan('Own', 'own', 'mine');
    const outcome = await other.run('own', boxWith('Own'), { commandId: 'mine' });
    expect(nameOf(outcome)).toBe('created');
    expect(await one.typesOf(labelClaim('Own'))).toEqual(['Claimed']);
    expect(await one.typesOf(shelfStream('own'))).toEqual(['BoxAdded']);
  });

  it('is claimed anew by its own command when the claim was abandoned', async () => {
    await leaveOrphan('Anew', 'anew', 'again');
    await other.claims.fence(shelfStream('anew'), `${labelClaim('Anew')}@0`, causeOf('x'));
    const outcome = await one.run('anew', boxWith('Anew'), { commandId: 'again' });
    expect(nameOf(outcome)).toBe('created');
    const [, added] = await one.eventsOf(shelfStream('anew'));
    const { takes } = JSON.parse(added?.metadata ?? '') as { takes: unknown };
    expect(takes).toEqual([{ claimId: `${labelClaim('Anew')}@1`, thing: 'a' }]);
  });

  it.each([
    ['without a key', undefined, []],
    ['with a key', 'keyed', ['ClaimAbandoned']],
  ])('is free again when the command that claimed it is refused: %s', async (_, commandId, end) => {
    const shelf = `refused-${commandId}`;
    const label = `Refused ${commandId}`;
    await one.mustRun(shelf, SHELF, { kind: 'add-box', box: 'a' });
    one.store.afterAppend = async ({ stream }) => {
      one.store.afterAppend = undefined;
      expect(stream).toBe(labelClaim(label));
      await other.mustRun(shelf, { kind: 'count-box', box: 'a', count: 1 });
    };
    const outcome = await one.run(
      shelf,
      { kind: 'relabel-box', box: 'a', label },
      { ifMatch: 1n, ...(commandId && { commandId }) },
    );
    expect(nameOf(outcome)).toBe('version-mismatch');
    expect(await one.typesOf(labelClaim(label))).toEqual(['Claimed', 'Released']);
    const types = await one.typesOf(shelfStream(shelf));
    expect(types).toEqual(['ShelfAdded', 'BoxAdded', 'BoxCounted', ...end]);
    expect(nameOf(await other.run('next', boxWith(label, label)))).toBe('created');
  });

  it('is free again when its box lets it go, and stays when only its case changes', async () => {
    await one.mustRun('dropping', SHELF, boxWith('Drop'));
    await one.mustRun('dropping', { kind: 'relabel-box', box: 'a', label: 'DROP' });
    expect(await one.typesOf(labelClaim('Drop'))).toEqual(['Claimed']);
    expect(nameOf(await other.run('wanting', boxWith('drop')))).toBe('taken');
    await one.mustRun('dropping', { kind: 'relabel-box', box: 'a', label: null });
    expect(await one.typesOf(labelClaim('Drop'))).toEqual(['Claimed', 'Released']);
    expect(nameOf(await other.run('wanting', boxWith('drop')))).toBe('created');
  });
});
