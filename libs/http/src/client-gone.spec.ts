import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';

import { Controller, Get } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';

import { Public } from './access.decorator';
import { HttpAnswer } from './answers';
import { ClientGone } from './client-gone.decorator';
import { sampleApplication } from './testing/sample-application';
import { type SampleClient, startSample } from './testing/sample-client';

let sample: SampleClient;
let application: NestFastifyApplication;
let signals: AbortSignal[];
let streams: Readable[];
let onTaken: () => void;

@Controller('v1')
class SlowController {
  @Get('slow')
  @Public()
  async read(@ClientGone() gone: AbortSignal): Promise<string> {
    signals.push(gone);
    onTaken();
    if (!gone.aborted) await once(gone, 'abort');
    return 'heard by nobody';
  }

  @Get('endless')
  @Public()
  stream(): HttpAnswer<Readable> {
    const body = new Readable({ read: () => undefined });
    streams.push(body);
    onTaken();
    return new HttpAnswer(body, {});
  }
}

beforeAll(async () => {
  sample = await startSample();
  application = await sampleApplication(sample.rules, { more: [SlowController] });
  await application.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await application.close();
  await sample.stop();
});

/** Asks for all of them at once, on one connection, and leaves when they are at work. */
async function askAndLeave(paths: readonly string[]): Promise<void> {
  signals = [];
  streams = [];
  let count = 0;
  const taken = new Promise<void>((resolve) => {
    onTaken = () => {
      count += 1;
      if (count === paths.length) resolve();
    };
  });
  const { port } = new URL(await application.getUrl());
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`).join(''));
  await taken;
  expect(signals.some(({ aborted }) => aborted)).toBe(false);
  expect(streams.some(({ destroyed }) => destroyed)).toBe(false);
  socket.destroy();
}

async function aborted(gone: AbortSignal): Promise<void> {
  if (!gone.aborted) await once(gone, 'abort');
}

async function closed(body: Readable): Promise<void> {
  if (!body.closed) await once(body, 'close');
}

describe('Whoever answers a client', () => {
  it('hears of it when the client is gone, and not before', async () => {
    await askAndLeave(['/v1/slow']);
    await Promise.all(signals.map(aborted));
  });

  it('hears of it, too, while the answer waits behind another one', async () => {
    await askAndLeave(['/v1/slow', '/v1/slow', '/v1/endless']);
    await Promise.all(signals.map(aborted));
    await Promise.all(streams.map(closed));
    expect([signals.length, streams.length]).toEqual([2, 1]);
  });
});
