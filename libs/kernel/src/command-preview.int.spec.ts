import { randomUUID } from 'node:crypto';

import { StoreUnavailable } from '@chargebook/event-store';

import { Deadline } from './deadline';
import { type CommandEnvelope } from './envelope';
import { type Done, type Outcome } from './outcome';
import { MAX_RISE, labelClaim, type ShelfCommand, shelfStream } from './testing/shelf';
import { ACCOUNT, type ShelfAnswer, SUPPORTER } from './testing/shelf-requests';
import { nameOf, ShelfBook, type ShelfProcess } from './testing/shelf-process';

const SHELF = { kind: 'add-shelf', account: ACCOUNT } as const;
const BOX = { kind: 'add-box', box: 'a' } as const;

function count(to: number, box = 'a') {
  return { kind: 'count-box', box, count: to } as const;
}

function boxWith(label: string, box = 'a') {
  return { kind: 'add-box', box, label } as const;
}

describe('A command that is only asked for', () => {
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

  /** The outcome; the log must be as it was before. */
  async function preview(
    shelf: string,
    command: ShelfCommand,
    envelope: Partial<CommandEnvelope> = {},
  ): Promise<Outcome<ShelfAnswer>> {
    const head = await one.store.head();
    const outcome = await one.run(shelf, command, { ...envelope, isPreview: true });
    expect(await one.store.head()).toBe(head);
    return outcome;
  }

  /** A preview, then the command itself, which must come to the same. */
  async function foretell(
    shelf: string,
    command: ShelfCommand,
    envelope: Partial<CommandEnvelope> = {},
  ): Promise<Done<ShelfAnswer>> {
    const previewed = (await preview(shelf, command, envelope)) as Done<ShelfAnswer>;
    const done = (await one.run(shelf, command, envelope)) as Done<ShelfAnswer>;
    const { effect, answer, warnings } = done;
    expect(previewed).toMatchObject({ kind: 'done', effect, answer, warnings });
    return previewed;
  }

  it('is told as it would be carried out, beside the thing as it is', async () => {
    await one.mustRun('told', SHELF);
    const added = await foretell('told', { ...BOX, label: 'Told', note: 'first' });
    expect(added).toMatchObject({ effect: 'created', preview: { before: undefined } });
    const counted = await foretell('told', count(5));
    expect(counted.preview?.before?.box).toEqual(added.answer?.box);
    expect(counted).toMatchObject({ effect: 'changed', answer: { box: { count: 5 } } });
    const unchanged = await foretell('told', count(5));
    expect(unchanged).toMatchObject({ effect: 'unchanged', preview: { before: counted.answer } });
    const removed = await foretell('told', { kind: 'remove-box', box: 'a' });
    expect(removed).toMatchObject({ effect: 'removed', preview: { before: counted.answer } });
    expect(removed.answer).toBe(undefined);
  });

  it('leaves the fold as it is, also where drafts are changed in place', async () => {
    await one.mustRun('in place', SHELF, { ...BOX, note: 'first' });
    const before = await one.run('in place', count(0));
    await preview('in place', count(7));
    await preview('in place', { kind: 'remove-box', box: 'a' });
    await preview('in place', { kind: 'relabel-box', box: 'a', label: 'Elsewhere' });
    expect(await one.run('in place', count(0))).toEqual(before);
  });

  it('is refused as it would be', async () => {
    await one.mustRun('refused', SHELF, BOX);
    const cases: readonly (readonly [ShelfCommand, Partial<CommandEnvelope>, string])[] = [
      [count(MAX_RISE + 1), { actor: SUPPORTER }, 'rules'],
      [count(MAX_RISE), {}, 'role-missing'],
      [count(1), { ifMatch: 0n }, 'version-mismatch'],
      [count(1, 'none'), {}, 'not-found'],
    ];
    for (const [command, envelope, name] of cases) {
      const refused = await preview('refused', command, envelope);
      expect(nameOf(refused)).toBe(name);
      expect(await one.run('refused', command, envelope)).toEqual(refused);
    }
  });

  it('is judged on what another process has just written', async () => {
    await one.mustRun('fresh', SHELF, BOX);
    await other.run('fresh', count(MAX_RISE), { actor: SUPPORTER });
    const asked = { actor: SUPPORTER };
    expect(nameOf(await preview('fresh', count(MAX_RISE), asked))).toBe('unchanged');
    expect(nameOf(await preview('fresh', count(2 * MAX_RISE), asked))).toBe('changed');
  });

  it('is refused where another thing holds its value, on whatever shelf', async () => {
    await one.mustRun('holder', SHELF, boxWith('Held'), { ...BOX, box: 'b' });
    await one.mustRun('taker', SHELF);
    const refusal = {
      kind: 'refused',
      refusal: { kind: 'taken', rejections: [{ code: 'label-taken', pointer: '/label' }] },
    };
    expect(await preview('taker', boxWith('hELD'))).toEqual(refusal);
    const relabel = { kind: 'relabel-box', box: 'b', label: 'Held' } as const;
    expect(await preview('holder', relabel)).toEqual(refusal);
    const own = { kind: 'relabel-box', box: 'a', label: 'HELD' } as const;
    expect(await preview('holder', own)).toMatchObject({ kind: 'done', effect: 'changed' });
    expect(await one.typesOf(labelClaim('Held'))).toEqual(['Claimed']);
  });

  it('does not wait for a value that is claimed and not held, and fences nothing', async () => {
    const deadline = Deadline.after(60_000);
    const cause = { thing: 'a', commandId: 'ended', correlationId: 'c', deadline };
    const holder = shelfStream('left');
    await one.mustRun('left', SHELF);
    await one.mustRun('finder', SHELF);
    const stream = labelClaim('Orphan');
    await one.claims.obtain({ ...cause, holder, stream, isFirstTry: true });
    for (const shelf of ['finder', 'left']) {
      expect(nameOf(await preview(shelf, boxWith('Orphan')))).toBe('created');
    }
    expect(await one.typesOf(stream)).toEqual(['Claimed']);
    expect(await one.typesOf(holder)).toEqual(['ShelfAdded']);
  });

  it('may wish for a value that was let go, although nobody has said so yet', async () => {
    await one.mustRun('leaver', SHELF, boxWith('Left'));
    await one.mustRun('next', SHELF);
    one.store.beforeAppend = ({ stream }) => {
      if (stream === labelClaim('Left')) throw new StoreUnavailable('cut');
    };
    await one.mustRun('leaver', { kind: 'remove-box', box: 'a' });
    one.store.beforeAppend = undefined;
    expect(await one.typesOf(labelClaim('Left'))).toEqual(['Claimed']);
    expect(nameOf(await preview('next', boxWith('Left')))).toBe('created');
  });

  it('says why the shelf cannot be read', async () => {
    await one.mustRun('foreign', SHELF);
    const id = randomUUID();
    const foreign = { id, type: 'Painted', data: '{}', metadata: '{}' };
    await one.store.append(shelfStream('foreign'), 0n, [foreign]);
    const refusal = { kind: 'foreign-event', eventId: id };
    expect(await preview('foreign', BOX)).toEqual({ kind: 'refused', refusal });
  });
});
