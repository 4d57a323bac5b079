import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const EXAMPLES = resolve(__dirname, '../../docs/how-to/examples');
const BROKEN = ['', '{', 'null', '{}', '7', '{"commit":"","prepare":""}', '{"position":7}'];

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checkpoints-'));
  file = join(folder, 'place.json');
});
afterEach(() => rm(folder, { recursive: true }));

/** Neither server is there: who asks one before he has read his file never ends. */
async function ended(example: string): Promise<{ readonly code: unknown; readonly said: string }> {
  const environment = {
    PATH: process.env['PATH'],
    EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false',
    CHARGEBOOK_URL: 'http://127.0.0.1:1',
    STATE_FILE: file,
  };
  const child = spawn(process.execPath, [join(EXAMPLES, example), file], {
    env: environment,
    timeout: 20_000,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, said };
}

describe.each(['follow-with-checkpoint.mjs', 'follow-the-events.mjs'])(
  'The example %s',
  (example) => {
    it.each(BROKEN)('ends with one line where its file holds "%s"', async (text) => {
      await writeFile(file, text);
      const { code, said } = await ended(example);
      expect(said).toMatch(/^.*place\.json .*\n$/);
      expect(code).toBe(1);
      expect(await readFile(file, 'utf8')).toBe(text);
    });

    it('ends so where its file cannot be read', async () => {
      file = folder;
      const { code, said } = await ended(example);
      expect(said).toMatch(/^.*EISDIR.*\n$/);
      expect(code).toBe(1);
    });
  },
);
