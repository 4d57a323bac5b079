import { type EventStream, messageText, type StreamSource } from '@chargebook/http';
import { NewerVersionNeeded } from '@chargebook/kernel';

import { type EventChoice } from '../domain/feed-filter.rules';
import { type FedEvent } from '../domain/page.state';
import { type FeedPiece, type FeedPlace, type FeedReader } from '../queries/feed-reader.runner';

/** A reader who takes nothing for so long is closed; he may come back where he was. */
export const SLOW_AFTER_MS = 20_000;

/** Why a stream is closed by the service while its reader might go on. */
type CloseReason = 'too-slow' | 'newer-version-needed' | 'unavailable';

export interface FedStream {
  readonly stream: EventStream;
  readonly after: FeedPlace;
  readonly choice: EventChoice;
  readonly slowAfterMs?: number;
  /** Told why the log could not be followed on. */
  readonly onError: (error: unknown) => void;
}

/**
 * Sends the feed to the reader of one stream: the log is read on when he has taken what was sent,
 * so nothing is left out for him and little waits.
 */
export class FeedStream implements StreamSource {
  private readonly leaving = new AbortController();
  private reached: FeedPlace;

  constructor(
    private readonly reader: Pick<FeedReader, 'pieces'>,
    private readonly fed: FedStream,
  ) {
    this.reached = fed.after;
  }

  /** Sends until the reader is gone; what goes wrong closes the stream. */
  async run(): Promise<void> {
    const { after, choice, onError } = this.fed;
    this.say('open', {});
    try {
      for await (const piece of this.reader.pieces(after, choice, this.leaving.signal)) {
        if (!(await this.send(piece))) return;
      }
      this.fed.stream.end();
    } catch (error) {
      if (this.leaving.signal.aborted) return;
      if (error instanceof NewerVersionNeeded) return this.close('newer-version-needed');
      onError(error);
      this.close('unavailable');
    }
  }

  heartbeat(): string {
    return this.reached === 'start' ? '' : `id: ${this.reached}\n`;
  }

  leave(): void {
    this.leaving.abort();
  }

  private async send({ items, position }: FeedPiece): Promise<boolean> {
    const { stream, slowAfterMs = SLOW_AFTER_MS } = this.fed;
    stream.send(items.map(eventText).join(''));
    this.reached = position;
    const outcome = await stream.wanted(slowAfterMs);
    if (outcome === 'slow') this.close('too-slow');
    return outcome === 'more';
  }

  private close(reason: CloseReason): void {
    this.say('close', { reason });
    this.fed.stream.end();
  }

  private say(event: 'open' | 'close', more: object): void {
    const position = this.reached === 'start' ? null : this.reached;
    this.fed.stream.send(messageText({ event, id: position ?? '', data: { position, ...more } }));
  }
}

function eventText({ position, text }: FedEvent): string {
  return `event: event\nid: ${position}\ndata: ${text}\n\n`;
}
