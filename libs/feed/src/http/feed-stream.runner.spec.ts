import { once } from 'node:events';
import { Writable } from 'node:stream';

import { type Position } from '@chargebook/event-store';
import { EventStream } from '@chargebook/http';
import { NewerVersionNeeded } from '@chargebook/kernel';

import { type FeedPiece, type FeedReader } from '../queries/feed-reader.runner';
import { FeedStream } from './feed-stream.runner';

const BOUNDS = { maxWaitingBytes: 128 * 1024, endWithinMs: 200 };
const PIECE_BYTES = 10_000;

/** A log of so many pieces, which then ends as it is told. */
class Pieces implements Pick<FeedReader, 'pieces'> {
  readCount = 0;

  constructor(
    private readonly count: number,
    private readonly end: Error | undefined,
  ) {}

  async *pieces(): AsyncGenerator<FeedPiece> {
    while (this.readCount < this.count) {
      this.readCount += 1;
      const position = `p${this.readCount}` as Position;
      const text = JSON.stringify({ note: 'x'.repeat(PIECE_BYTES) });
      yield { items: [{ id: position, thing: 't', position, text }], position };
    }
    if (this.end !== undefined) throw this.end;
  }
}

function fed(
  pieces: Pieces,
  stream: EventStream,
): { readonly source: FeedStream; errors: unknown[] } {
  const errors: unknown[] = [];
  const source = new FeedStream(pieces, {
    stream,
    after: 'p0' as Position,
    choice: () => true,
    slowAfterMs: 50,
    onError: (error) => errors.push(error),
  });
  return { source, errors };
}

/** What a reader makes of it who takes all at once. */
async function textOf(stream: EventStream): Promise<string> {
  let text = '';
  for await (const chunk of stream.body.setEncoding('utf8')) text += String(chunk);
  return text;
}

function lastMessage(text: string): string | undefined {
  return text.trimEnd().split('\n\n').at(-1);
}

describe('the stream of events', () => {
  it('reads the log no faster than its reader takes it, and closes who takes nothing', async () => {
    const stream = new EventStream(BOUNDS);
    const pieces = new Pieces(10_000, undefined);
    const { source, errors } = fed(pieces, stream);
    const stuck = new Writable({ write: () => undefined });
    stream.body.pipe(stuck);
    await source.run();
    const reached = `p${pieces.readCount}`;
    expect(pieces.readCount * PIECE_BYTES).toBeLessThan(BOUNDS.maxWaitingBytes * 2);
    expect(source.heartbeat()).toBe(`id: ${reached}\n`);
    stream.body.unpipe(stuck);
    const waiting = String(stream.body.read() ?? '');
    expect(lastMessage(waiting)).toBe(
      `event: close\nid: ${reached}\ndata: {"position":"${reached}","reason":"too-slow"}`,
    );
    if (!stream.body.closed) await once(stream.body, 'close');
    expect(errors).toEqual([]);
  });

  it('gives everything to who takes it, in order', async () => {
    const stream = new EventStream(BOUNDS);
    const { source } = fed(new Pieces(50, undefined), stream);
    const [text] = await Promise.all([textOf(stream), source.run()]);
    const ids = [...text.matchAll(/^event: event\nid: (p\d+)$/gm)].map(([, id]) => id);
    expect(ids).toEqual(Array.from({ length: 50 }, (_, index) => `p${index + 1}`));
    expect(text.startsWith('event: open\nid: p0\ndata: {"position":"p0"}\n\n')).toBe(true);
  });

  it.each([
    [
      'a newer process wrote the next event',
      new NewerVersionNeeded('X v2'),
      'newer-version-needed',
    ],
    ['the log cannot be followed on', new Error('gone'), 'unavailable'],
  ])('is closed with its position when %s', async (_why, error, reason) => {
    const stream = new EventStream(BOUNDS);
    const { source, errors } = fed(new Pieces(2, error), stream);
    const [text] = await Promise.all([textOf(stream), source.run()]);
    expect(lastMessage(text)).toBe(
      `event: close\nid: p2\ndata: {"position":"p2","reason":"${reason}"}`,
    );
    expect(errors).toEqual(reason === 'unavailable' ? [error] : []);
  });
});
