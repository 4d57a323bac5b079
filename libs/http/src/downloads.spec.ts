import { once } from 'node:events';
import { Writable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';

import { type Position } from '@chargebook/event-store';

import { Downloads } from './downloads';

const FILE = { fileName: 'lamps.csv', mediaType: 'text/csv', description: 'All lamps.' };

interface Source {
  pulled: number;
  closed: number;
}

function opening(source: Source, count: number, failsAt = Infinity) {
  async function* texts(): AsyncGenerator<string> {
    for (let number = 0; number < count; number += 1) {
      source.pulled += 1;
      if (number === failsAt) throw new Error('the database is away');
      yield `line ${number}\r\n`;
    }
  }
  const close = async (): Promise<void> => {
    source.closed += 1;
  };
  return () => Promise.resolve({ position: 'p1' as Position, texts: texts(), close });
}

function fresh(): Source {
  return { pulled: 0, closed: 0 };
}

describe('a download', () => {
  it('is a file with a name, with the position that it shows', async () => {
    const source = fresh();
    const { body, headers } = await new Downloads().answer(FILE, opening(source, 3));
    expect(headers).toEqual({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="lamps.csv"',
      'cache-control': 'no-store',
      'chargebook-position': 'p1',
    });
    expect(await textOf(body)).toBe('line 0\r\nline 1\r\nline 2\r\n');
    await turn();
    expect(source.closed).toBe(1);
  });

  it('reads no further than its client takes, and is cut off when he stands still', async () => {
    const source = fresh();
    const downloads = new Downloads({ maxDownloads: 1, stallMs: 50 });
    const { body } = await downloads.answer(FILE, opening(source, 1_000));
    const stuck = new Writable({ highWaterMark: 1, write: () => undefined });
    body.pipe(stuck);
    const [error] = (await once(body, 'error')) as [Error];
    expect(error.message).toBe('a download stands still');
    await turn();
    expect(source.pulled).toBeLessThan(5);
    expect(source.closed).toBe(1);
  });

  it('is taken by a slow client too, however long its texts are', async () => {
    const part = 'ä'.repeat(512 * 1024);
    async function* texts(): AsyncGenerator<string> {
      for (let number = 0; number < 3; number += 1) yield part;
    }
    const close = async (): Promise<void> => undefined;
    const open = async () => ({ position: 'p1' as Position, texts: texts(), close });
    const { body } = await new Downloads({ maxDownloads: 1, stallMs: 400 }).answer(FILE, open);
    const taken: Buffer[] = [];
    const slow = new Writable({
      highWaterMark: 1,
      write: (chunk: Buffer, _encoding, done) => {
        taken.push(chunk);
        setTimeout(done, chunk.length / 2_048);
      },
    });
    await pipeline(body, slow);
    expect(Buffer.concat(taken).toString()).toBe(part.repeat(3));
  });

  it('breaks off where reading fails: half a file is not taken for a whole one', async () => {
    const source = fresh();
    const { body } = await new Downloads().answer(FILE, opening(source, 5, 2));
    await expect(textOf(body)).rejects.toThrow('the database is away');
    await turn();
    expect(source.closed).toBe(1);
  });

  it('that nobody reads is closed all the same', async () => {
    const source = fresh();
    const { body } = await new Downloads().answer(FILE, opening(source, 5));
    body.destroy();
    await once(body, 'close');
    await turn();
    expect(source).toEqual({ pulled: 0, closed: 1 });
  });

  it('has one of few places, which is free again afterwards', async () => {
    const downloads = new Downloads({ maxDownloads: 2, stallMs: 1_000 });
    const failed = downloads.answer(FILE, () => Promise.reject(new Error('too slow')));
    await expect(failed).rejects.toThrow('too slow');
    const first = await downloads.answer(FILE, opening(fresh(), 1));
    await downloads.answer(FILE, opening(fresh(), 1));
    const third = downloads.answer(FILE, opening(fresh(), 1));
    await expect(third).rejects.toMatchObject({ code: 'busy' });
    await textOf(first.body);
    await turn();
    await downloads.answer(FILE, opening(fresh(), 1));
  });
});
