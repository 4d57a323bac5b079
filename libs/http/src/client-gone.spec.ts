import { once } from 'node:events';
import { get } from 'node:http';

import { Controller, Get } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';

import { Public } from './access.decorator';
import { ClientGone } from './client-gone.decorator';
import { sampleApplication } from './testing/sample-application';
import { type SampleClient, startSample } from './testing/sample-client';

let sample: SampleClient;
let application: NestFastifyApplication;
let took: (gone: AbortSignal) => void;

@Controller('v1/slow')
class SlowController {
  @Get()
  @Public()
  async read(@ClientGone() gone: AbortSignal): Promise<string> {
    took(gone);
    if (!gone.aborted) await once(gone, 'abort');
    return 'heard by nobody';
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

describe('Whoever answers a client', () => {
  it('hears of it when the client is gone, and not before', async () => {
    const taken = new Promise<AbortSignal>((resolve) => (took = resolve));
    const asked = get(`${await application.getUrl()}/v1/slow`);
    asked.on('error', () => undefined);
    const gone = await taken;
    expect(gone.aborted).toBe(false);
    const heard = once(gone, 'abort');
    asked.destroy();
    await heard;
  });
});
