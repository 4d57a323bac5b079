import { type StreamName, StoreUnavailable } from '@chargebook/event-store';

import { Deadline } from './deadline';
import { labelClaim, shelfStream } from './testing/shelf';
import { ACCOUNT } from './testing/shelf-requests';
import { nameOf, ShelfBook, type ShelfProcess } from './testing/shelf-process';

const SHELF = { kind: 'add-shelf', account: ACCOUNT } as const;
const BOX = { kind: 'add-box', box: 'a', label: 'L' } as const;
const SOON_MS = 300;

const never = (): Promise<never> => new Promise(() => undefined);

describe('A command on a store that falls silent', () => {
  let book: ShelfBook;
  let shelf: string;
  let process: ShelfProcess;

  beforeAll(async () => {
    book = await ShelfBook.create();
  });
  beforeEach(async () => {
    process = await book.startProcess();
    shelf = `shelf of "${expect.getState().currentTestName}"`;
    await process.mustRun(shelf, SHELF);
  });
  afterAll(() => book.close());

  function silence(what: 'Append' | 'Read', of: string): void {
    const hook = (stream: StreamName) => (stream === of ? never() : undefined);
    if (what === 'Read') process.store.beforeRead = hook;
    else process.store.beforeAppend = ({ stream }) => hook(stream);
  }

  function addSoon(label: string, commandId?: string) {
    const deadline = Deadline.after(SOON_MS);
    return process.run(shelf, { ...BOX, label }, { deadline, ...(commandId && { commandId }) });
  }

  it('has written nothing where the claim is not answered', async () => {
    silence('Append', labelClaim('one'));
    await expect(addSoon('one')).rejects.toThrow(StoreUnavailable);
    expect(await process.typesOf(shelfStream(shelf))).toEqual(['ShelfAdded']);
  });

  it('has written nothing where it is not known who holds the claim', async () => {
    await process.mustRun(shelf, { ...BOX, box: 'b', label: 'two' });
    silence('Read', labelClaim('two'));
    await expect(addSoon('two')).rejects.toThrow(StoreUnavailable);
  });

  it('has written nothing where its stream is not read', async () => {
    process = await book.startProcess();
    silence('Read', shelfStream(shelf));
    await expect(addSoon('three')).rejects.toThrow(StoreUnavailable);
  });

  it('does not say whether it is written where its append is not answered', async () => {
    silence('Append', shelfStream(shelf));
    expect(nameOf(await addSoon('four'))).toBe('outcome-unknown');
  });

  it('does not say either that its copy has written nothing', async () => {
    silence('Append', shelfStream(shelf));
    const patient = { commandId: 'copied', deadline: Deadline.after(2 * SOON_MS) };
    const first = process.run(shelf, { ...BOX, label: 'five' }, patient);
    expect(nameOf(await addSoon('five', 'copied'))).toBe('outcome-unknown');
    expect(nameOf(await first)).toBe('outcome-unknown');
  });

  it('is done though the value that it let go is not released', async () => {
    await process.mustRun(shelf, { ...BOX, label: 'six' });
    silence('Append', labelClaim('six'));
    const deadline = Deadline.after(SOON_MS);
    const outcome = await process.run(shelf, { kind: 'remove-box', box: 'a' }, { deadline });
    expect(nameOf(outcome)).toBe('removed');
  });
});
