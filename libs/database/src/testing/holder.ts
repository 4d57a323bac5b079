import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

import { Client } from 'pg';

const ROOT = resolve(__dirname, '..', '..', '..', '..');

/** What a process that holds the database said and how it ended, for the test that started it. */
export class Holder {
  readonly #child: ChildProcess;
  #output = '';
  readonly exited: Promise<number | null>;

  constructor(dataDir: string, uid?: number) {
    const runTypescript = join(ROOT, 'test', 'support', 'run-typescript.js');
    const script = join(__dirname, 'hold-database.ts');
    this.#child = spawn(process.execPath, ['-r', runTypescript, script, dataDir], {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    }
    this.exited = once(this.#child, 'close').then(([code]) => code as number | null);
  }

  /** All that it printed so far. */
  get output(): string {
    return this.#output;
  }

  /** The address that it printed; rejects with its output when it ends instead. */
  async url(): Promise<string> {
    const ended = this.exited.then(() => Promise.reject(new Error(this.#output)));
    ended.catch(() => undefined);
    while (!this.#output.startsWith('postgres://') || !this.#output.includes('\n')) {
      await Promise.race([once(this.#child.stdout as NodeJS.EventEmitter, 'data'), ended]);
    }
    return this.#output.split('\n')[0] ?? '';
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    return this.exited;
  }
}

/** Runs one statement on a connection of its own. */
export async function ask(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}
