import { Readable } from 'node:stream';

/** One message of a stream of server-sent events (HTML standard, section 9.2). */
export interface StreamMessage {
  readonly event: string;
  /** What the client sends as `Last-Event-ID` when it comes back. */
  readonly id: string;
  /** Its JSON is the data. */
  readonly data: object;
}

export interface StreamBounds {
  /**
   * So much may wait for a reader. Who lets more wait is cut off: he comes back by himself and says
   * what he saw last, while a stream with silent gaps would mislead him.
   */
  readonly maxWaitingBytes: number;
  /** Who does not take the rest of a stream that ends within this time is cut off. */
  readonly endWithinMs: number;
}

/** A message as it is sent. */
export function messageText({ event, id, data }: StreamMessage): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Server-sent events to one reader. */
export class EventStream {
  readonly body = new Readable({ read: () => this.wake() });
  private isOver = false;
  private wake = (): void => undefined;

  constructor(private readonly bounds: StreamBounds) {
    this.body.once('close', () => {
      this.isOver = true;
      this.wake();
    });
  }

  /**
   * Waits until the reader wants more: `over` when he is gone or the stream has ended, `slow` when
   * he took nothing for so long. Who sends and waits in turn is never cut off for what waits.
   */
  async wanted(withinMs: number): Promise<'more' | 'over' | 'slow'> {
    const hasRoom = (): boolean => this.body.readableLength < this.body.readableHighWaterMark;
    if (!this.isOver && !hasRoom()) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    if (this.isOver) return 'over';
    return hasRoom() ? 'more' : 'slow';
  }

  /** Sends whole messages; nothing once the stream is over. */
  send(text: string): void {
    if (this.isOver) return;
    if (this.body.readableLength > this.bounds.maxWaitingBytes) this.cutOff();
    else this.body.push(text);
  }

  /** Ends behind what was sent; who does not take that in time is cut off. */
  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.body.push(null);
    const cutOff = setTimeout(() => this.body.destroy(), this.bounds.endWithinMs);
    this.body.once('close', () => clearTimeout(cutOff));
  }

  /** Calls back once, when the reader is gone or the stream has ended. */
  onClose(callback: () => void): void {
    this.body.once('close', callback);
    if (this.body.closed) callback();
  }

  private cutOff(): void {
    this.isOver = true;
    this.body.destroy(new Error('the reader of a stream is too slow'));
  }
}
