import { type EventStoreDbDouble, startEventStoreDbDouble } from '@chargebook/event-store/testing';

import { buildOnce } from '../support/build-once';
import { createPlace, type Place } from '../support/service';
import { startTool, type ToolProcess } from '../support/tool-process';

/** Nothing that closes takes longer; a wait for the server would go on for a minute. */
const ENDS_WITHIN_MS = 5_000;
const NOBODY = 'esdb://127.0.0.1:1?tls=false';

jest.setTimeout(120_000);

let place: Place;
let double: EventStoreDbDouble;

beforeAll(async () => {
  await buildOnce();
  place = await createPlace({ logNodes: 0 });
  double = await startEventStoreDbDouble();
}, 240_000);
afterEach(() => double.heal());
afterAll(async () => {
  await double.stop();
  await place.remove();
});

function start(url: string): ToolProcess {
  const log = { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: url };
  return startTool(place, ['apps/api/src/main.ts'], log);
}

function within<Result>(limitMs: number, work: Promise<Result>): Promise<Result | 'late'> {
  const late = new Promise<'late'>((resolve) => {
    setTimeout(() => resolve('late'), limitMs).unref();
  });
  return Promise.race([work, late]);
}

/** What it says when it gives up, which is one line and no stack. */
async function lastWords(start: ToolProcess): Promise<string> {
  expect(await start.exitCode).toBe(1);
  const lines = start
    .output()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{'));
  expect(lines).toHaveLength(1);
  return lines.join();
}

describe('A start that waits for EventStoreDB', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('ends at once, and in order, by %s', async (signal) => {
    const service = start(NOBODY);
    await service.untilItSays('waits for EventStoreDB at 127.0.0.1:1');
    service.signal(signal);
    expect(await within(ENDS_WITHIN_MS, service.exitCode)).toBe(0);
  });

  it('ends at once, too, where the server is there and does not answer', async () => {
    await double.inject({ kind: 'silence', on: ['read'] });
    const service = start(double.connectionString);
    await service.untilItSays('waits for the leader of EventStoreDB');
    service.signal('SIGTERM');
    expect(await within(ENDS_WITHIN_MS, service.exitCode)).toBe(0);
  });
});

describe('A start ends with one line that says why, where EventStoreDB', () => {
  it('refuses the user', async () => {
    await double.inject({ kind: 'unauthenticated' });
    expect(await lastWords(start(double.connectionString))).toBe(
      'EventStoreDB cannot be used: it refuses the user of the connection string',
    );
  });

  it('refuses what the user needs', async () => {
    await double.inject({ kind: 'access-denied' });
    expect(await lastWords(start(double.connectionString))).toMatch(/refuses the user/);
  });

  it('is too old', async () => {
    const older = await startEventStoreDbDouble({ version: '22.10.5' });
    expect(await lastWords(start(older.connectionString))).toMatch(/22\.10 is older than 23\.10$/);
    await older.stop();
  });

  it('is not named', async () => {
    const words = await lastWords(start('esdb://dana:secret@/nowhere'));
    expect(words).toMatch(/^EVENTSTORE_URL is not a connection string/);
    expect(words).not.toMatch(/secret/);
  });
});
