import { type Readable } from 'node:stream';

import { type OnModuleDestroy } from '@nestjs/common';

import { HttpAnswer } from './answers';
import { EventStream, type StreamBounds } from './event-stream';
import { Problem, tryAgain } from './problem';
import { type StreamReader } from './stream-reader.decorator';

export interface StreamsBounds extends StreamBounds {
  /** Of one actor; a browser opens one for each of its windows. */
  readonly maxStreamsPerActor: number;
  /** Of the process: what waits for its readers is bounded with them. */
  readonly maxStreams: number;
  readonly heartbeatMs: number;
}

const BOUNDS: StreamsBounds = {
  maxStreamsPerActor: 16,
  maxStreams: 500,
  heartbeatMs: 15_000,
  maxWaitingBytes: 128 * 1024,
  // Shorter than the service waits for its answers when it ends.
  endWithinMs: 3_000,
};

const FULL_RETRY_SECONDS = 5;
/** A longer timer would go off at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * A server that was restarted meets all of its readers again: each is told a time of its own to
 * come back after.
 */
const SHORTEST_RETRY_MS = 1_000;
const RETRY_SPREAD_MS = 2_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Else nginx gathers what is sent until it has a page of it.
  'x-accel-buffering': 'no',
  // So that a stream that has ended keeps no connection when the service ends.
  connection: 'close',
} as const;

/** The stream ends when the token expires that opened it. */
export interface StreamWish extends Pick<StreamReader, 'actor' | 'untilMs'> {
  /** Begins to send; gives what a heartbeat says, and what is done when the reader is gone. */
  readonly begin: (stream: EventStream) => Promise<StreamSource>;
}

export interface StreamSource {
  /** Lines that a heartbeat adds to its comment. */
  heartbeat(): string;
  leave(): void;
}

/** Streams of server-sent events: so many at most, alive, over with the token and the process. */
export class EventStreams implements OnModuleDestroy {
  private readonly open = new Map<EventStream, string>();
  private isClosing = false;

  constructor(private readonly bounds: StreamsBounds = BOUNDS) {}

  get count(): number {
    return this.open.size;
  }

  /** @throws Problem `too-many-streams`, `busy`, and what `begin` throws */
  async answer({ actor, untilMs, begin }: StreamWish): Promise<HttpAnswer<Readable>> {
    this.requirePlace(actor.id);
    const stream = new EventStream(this.bounds);
    this.open.set(stream, actor.id);
    stream.onClose(() => this.open.delete(stream));
    const retryMs = Math.round(SHORTEST_RETRY_MS + Math.random() * RETRY_SPREAD_MS);
    stream.send(`retry: ${retryMs}\n\n`);
    try {
      this.keepAlive(stream, await begin(stream), untilMs);
    } catch (error) {
      stream.body.destroy();
      throw error;
    }
    return new HttpAnswer(stream.body, HEADERS);
  }

  /** Before the server closes, which waits for all answers. */
  onModuleDestroy(): void {
    this.isClosing = true;
    for (const stream of this.open.keys()) stream.end();
  }

  private requirePlace(actorId: string): void {
    const { maxStreams, maxStreamsPerActor } = this.bounds;
    const actors = [...this.open.values()];
    if (actors.filter((id) => id === actorId).length >= maxStreamsPerActor) {
      throw new Problem('too-many-streams', {
        detail: `You have ${maxStreamsPerActor} streams open already; close one of them.`,
        headers: { 'retry-after': `${FULL_RETRY_SECONDS}` },
      });
    }
    if (!this.isClosing && actors.length < maxStreams) return;
    throw tryAgain('busy', 'No further stream can be opened at the moment.', FULL_RETRY_SECONDS);
  }

  private keepAlive(stream: EventStream, source: StreamSource, untilMs: number): void {
    const { heartbeatMs } = this.bounds;
    const beat = setInterval(() => stream.send(`:\n${source.heartbeat()}\n`), heartbeatMs);
    const expiry = setTimeout(
      () => stream.end(),
      Math.min(Math.max(0, untilMs - Date.now()), LONGEST_TIMER_MS),
    );
    stream.onClose(() => {
      clearInterval(beat);
      clearTimeout(expiry);
      source.leave();
    });
  }
}
