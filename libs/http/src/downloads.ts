import { Readable } from 'node:stream';

import { type Position } from '@chargebook/event-store';

import { HttpAnswer } from './answers';
import { tryAgain } from './problem';

export interface DownloadedFile {
  /** As `chargers.csv`. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly description: string;
}

export interface DownloadSource {
  /** What all of the file shows. */
  readonly position: Position;
  /** Read as the client takes it. */
  readonly texts: AsyncIterable<string>;
  /** Called once when the file is sent, or the client is gone. */
  readonly close: () => Promise<void>;
}

export interface DownloadBounds {
  /** Of the process: each keeps a connection to the database, and lists need some as well. */
  readonly maxDownloads: number;
  /** A client who takes nothing for so long is cut off. */
  readonly stallMs: number;
}

const BOUNDS: DownloadBounds = { maxDownloads: 3, stallMs: 30_000 };
/** A text may be long: who takes a piece of it in time does not stand still. */
const PIECE_BYTES = 64 * 1024;
const FULL_RETRY_SECONDS = 5;

/**
 * Files that are written while they are read: nothing of them is kept. What fails on the way breaks
 * the connection off, so that half a file is never taken for a whole one.
 */
export class Downloads {
  private openCount = 0;

  constructor(private readonly bounds: DownloadBounds = BOUNDS) {}

  /** @throws Problem `busy`, and what `open` throws */
  async answer(
    { fileName, mediaType }: DownloadedFile,
    open: () => Promise<DownloadSource>,
  ): Promise<HttpAnswer<Readable>> {
    if (this.openCount >= this.bounds.maxDownloads) {
      throw tryAgain('busy', 'Other files are being sent at the moment.', FULL_RETRY_SECONDS);
    }
    this.openCount += 1;
    try {
      const { position, texts, close } = await open();
      const body = this.bodyOf(texts, close);
      return new HttpAnswer(body, {
        'content-type': `${mediaType}; charset=utf-8`,
        'content-disposition': `attachment; filename="${fileName}"`,
        'cache-control': 'no-store',
        'chargebook-position': position,
      });
    } catch (error) {
      this.openCount -= 1;
      throw error;
    }
  }

  private bodyOf(texts: AsyncIterable<string>, close: () => Promise<void>): Readable {
    const cutOff = (): void => void body.destroy(new Error('a download stands still'));
    const body = Readable.from(watched(texts, this.bounds.stallMs, cutOff), { highWaterMark: 1 });
    body.once('close', () => {
      void close().finally(() => (this.openCount -= 1));
    });
    return body;
  }
}

async function* watched(
  texts: AsyncIterable<string>,
  stallMs: number,
  onStall: () => void,
): AsyncGenerator<Buffer> {
  for await (const text of texts) {
    for (const piece of piecesOf(Buffer.from(text))) {
      const stall = setTimeout(onStall, stallMs);
      try {
        yield piece;
      } finally {
        clearTimeout(stall);
      }
    }
  }
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    yield bytes.subarray(start, start + PIECE_BYTES);
  }
}
