import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { type EventStore, openEventStoreDb, type StreamName } from '@chargebook/event-store';

import { eventually } from '../support/eventually';

const EXAMPLES = resolve(__dirname, '../../docs/how-to/examples');
const URL = process.env['EVENTSTORE_TEST_URL'] ?? '';
const skipped = URL === '' ? ' (skipped: EVENTSTORE_TEST_URL names no EventStoreDB server)' : '';

interface Follower {
  /** Lines printed so far. */
  readonly lines: () => readonly string[];
  readonly kill: () => Promise<void>;
}

(URL === '' ? describe.skip : describe)(`A follower of other origin${skipped}`, () => {
  // Of its own, so that the server may be in use by others.
  const category = `followed${randomUUID().replaceAll('-', '')}`;
  const stream = `${category}-one` as StreamName;
  const running: ChildProcess[] = [];
  let folder: string;
  let store: EventStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'followers-'));
    store = await openEventStoreDb({ connectionString: URL });
    await append([0, 1, 2]);
  });
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await store.close();
    await rm(folder, { recursive: true });
  });

  /** The data of an event is the revision that it gets. */
  async function append(revisions: readonly [number, ...number[]]): Promise<void> {
    const expected = revisions[0] === 0 ? 'no-stream' : BigInt(revisions[0] - 1);
    const event = (n: number) => ({ id: randomUUID(), type: 'Tried', data: `{"n":${n}}` });
    const events = revisions.map((n) => ({ ...event(n), metadata: '{}' }));
    await store.append(stream, expected, events);
  }

  function follow(example: string, ...args: readonly string[]): Follower {
    const env = { ...process.env, EVENTSTORE_URL: URL };
    const child = spawn(process.execPath, [join(EXAMPLES, example), ...args], { env });
    running.push(child);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    const kill = async (): Promise<void> => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    };
    return { lines: () => output.split('\n').slice(0, -1), kill };
  }

  const linesOf = (note: string, revisions: readonly number[]): readonly string[] =>
    revisions.map((n) => `${note}${stream} ${n} Tried {"n":${n}}`);

  it('with a checkpoint of its own sees all in order, and goes on where it was', async () => {
    const followed = ['follow-with-checkpoint.mjs', join(folder, 'checkpoint'), category] as const;
    const first = follow(...followed);
    await eventually(() => expect(first.lines()).toEqual(linesOf('', [0, 1, 2])));
    await append([3]);
    await append([4, 5]);
    await eventually(() => expect(first.lines()).toEqual(linesOf('', [0, 1, 2, 3, 4, 5])));
    await first.kill();

    await append([6]);
    const second = follow(...followed);
    await eventually(() => expect(second.lines()).toContain(linesOf('', [6])[0]));
    // Killed between an event and its checkpoint, it sees that event once more, and none before.
    expect([linesOf('', [6]), linesOf('', [5, 6])]).toContainEqual(second.lines());
  });

  it('by a persistent subscription sees each event at least once', async () => {
    const group = `group-${randomUUID()}`;
    const example = 'follow-persistent.mjs';
    const env = { ...process.env, EVENTSTORE_URL: URL };
    const create = [join(EXAMPLES, example), group, '--create', category];
    await promisify(execFile)(process.execPath, create, { env });
    const follower = follow(example, group);
    const all = linesOf('new ', [0, 1, 2, 3, 4, 5, 6]);
    await eventually(() => expect(follower.lines()).toEqual(expect.arrayContaining([...all])));
  });

  it('makes no persistent subscription of no category', async () => {
    const env = { ...process.env, EVENTSTORE_URL: URL };
    const create = [join(EXAMPLES, 'follow-persistent.mjs'), `group-${randomUUID()}`, '--create'];
    const made = promisify(execFile)(process.execPath, create, { env });
    await expect(made).rejects.toThrow('CATEGORY is missing');
  });
});
