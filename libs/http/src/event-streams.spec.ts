import { once } from 'node:events';
import { Writable } from 'node:stream';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

import { EventStream, messageText } from './event-stream';
import { EventStreams, type StreamSource } from './event-streams';

const BOUNDS = {
  maxStreamsPerActor: 3,
  maxStreams: 5,
  heartbeatMs: 40,
  maxWaitingBytes: 10_000,
  endWithinMs: 60,
};
const LATER_MS = 600_000;

let streams: EventStreams;

beforeEach(() => (streams = new EventStreams(BOUNDS)));
afterEach(() => streams.onModuleDestroy());

interface Opened {
  readonly stream: EventStream;
  readonly text: () => string;
  /** How often the source was told that the reader is gone. */
  readonly leaveCount: () => number;
}

async function opened(actorId = 'ann', untilMs = Date.now() + LATER_MS): Promise<Opened> {
  let made: EventStream | undefined;
  let leaveCount = 0;
  const source: StreamSource = {
    heartbeat: () => 'id: p9\n',
    leave: () => (leaveCount += 1),
  };
  const { body } = await streams.answer({
    actor: { id: actorId, roles: {} },
    untilMs,
    begin: (stream) => {
      made = stream;
      return Promise.resolve(source);
    },
  });
  let text = '';
  body.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  if (made === undefined) throw new Error('nothing was begun');
  return { stream: made, text: () => text, leaveCount: () => leaveCount };
}

describe('a stream', () => {
  it('writes messages as a browser reads them, and heartbeats that tell where it is', async () => {
    const { stream, text } = await opened();
    stream.send(messageText({ event: 'change', id: 'p1', data: { note: 'a\nb' } }));
    await pause(60);
    expect(text().replace(/retry: [123]\d{3}/, 'retry: N')).toMatch(
      /^retry: N\n\nevent: change\nid: p1\ndata: {"note":"a\\nb"}\n\n:\nid: p9\n\n/,
    );
  });

  it('ends behind what was sent, and sends nothing more', async () => {
    const { stream, text, leaveCount } = await opened();
    stream.send('last\n\n');
    stream.end();
    stream.send('too late\n\n');
    await once(stream.body, 'close');
    expect(text()).toMatch(/last\n\n$/);
    expect(leaveCount()).toBe(1);
  });

  it('is cut off, never thinned out, when its reader is too slow', async () => {
    const stream = new EventStream(BOUNDS);
    const stuck = new Writable({ write: () => undefined });
    stream.body.pipe(stuck);
    const closed = once(stream.body, 'close').catch((error: unknown) => error);
    let sent = 0;
    while (!stream.body.destroyed && sent < 1_000) {
      stream.send('x'.repeat(1_000));
      sent += 1;
      await turn();
    }
    expect(await closed).toMatchObject({ message: 'the reader of a stream is too slow' });
    expect(sent).toBeGreaterThan(10);
    expect(sent).toBeLessThan(100);
  });

  it('that ends while its reader is stuck is cut off in time', async () => {
    const stream = new EventStream(BOUNDS);
    stream.send('never taken');
    stream.end();
    await turn();
    expect(stream.body.destroyed).toBe(false);
    await once(stream.body, 'close');
    expect(stream.body.readableEnded).toBe(false);
  });
});

describe('streams', () => {
  it('end when the token that opened them expires', async () => {
    const untilMs = Date.now() + 50;
    const { stream } = await opened('ann', untilMs);
    await once(stream.body, 'close');
    expect(Date.now()).toBeGreaterThanOrEqual(untilMs - 1);
    expect(stream.body.readableEnded).toBe(true);
  });

  it('of a token that is good for years do not end at once', async () => {
    const { stream } = await opened('ann', Date.now() + 1e12);
    await pause(20);
    expect(stream.body.closed).toBe(false);
  });

  it('are so many of one actor at most, and a place is free again when one closes', async () => {
    const first = await opened();
    await Promise.all([opened(), opened()]);
    await expect(opened()).rejects.toMatchObject({ code: 'too-many-streams' });
    await opened('bob');
    first.stream.body.destroy();
    await once(first.stream.body, 'close');
    expect(streams.count).toBe(3);
    await opened();
  });

  it('are so many of the process at most', async () => {
    for (let number = 0; number < 5; number += 1) await opened(`actor-${number}`);
    await expect(opened('one-more')).rejects.toMatchObject({ code: 'busy' });
  });

  it('keep no place where they could not begin', async () => {
    const begin = () => Promise.reject(new Error('no log'));
    const asked = streams.answer({ actor: { id: 'ann', roles: {} }, untilMs: Infinity, begin });
    await expect(asked).rejects.toThrow('no log');
    await turn();
    expect(streams.count).toBe(0);
  });

  it('end with the process, which opens no further ones', async () => {
    const { stream } = await opened();
    streams.onModuleDestroy();
    await once(stream.body, 'close');
    await expect(opened()).rejects.toMatchObject({ code: 'busy' });
  });
});
