import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { type CommandAnswered, type CommandName, type DoubleCommands } from './double-commands';
import { type Fault } from './faults';

const RUN_TYPESCRIPT = resolve(__dirname, '../../../../../test/support/run-typescript.js');
const PROCESS = resolve(__dirname, 'double-process.ts');
const SUPPORTED_VERSION = '23.10.8';
const ENDED = 'its process has ended';

/**
 * A double of an EventStoreDB server, in a process of its own: it speaks the server's protocol and
 * follows its rules, and gives faults on demand that a real one gives only by chance.
 */
export interface EventStoreDbDouble {
  readonly connectionString: string;
  readonly port: number;
  /** Arms a fault; several may be armed, and the first that fits strikes. */
  inject(fault: Fault): Promise<void>;
  /** Disarms all faults. A call that was left in silence stays there. */
  heal(): Promise<void>;
  /** Ends every connection; new ones are taken. */
  cutConnections(): Promise<void>;
  /** Ends every connection and refuses new ones; the log is kept. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  /** The process stands still: connections are taken by the kernel, nothing answers, not a ping. */
  freeze(): void;
  thaw(): void;
  /** SIGKILL. What was acknowledged is in the log file, if there is one. */
  kill(): Promise<void>;
  /** After `kill`: the same port, and the log of the file. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface DoubleOptions {
  /** What it says that it is; a version of the supported line when left out. */
  readonly version?: string;
  /** Where the log outlives `kill`. */
  readonly logFile?: string;
}

export async function startEventStoreDbDouble(
  options: DoubleOptions = {},
): Promise<EventStoreDbDouble> {
  const settings = { version: SUPPORTED_VERSION, ...options };
  let process = new DoubleProcess();
  const port = await process.tell('start', { ...settings, port: 0 });
  return {
    connectionString: `esdb://127.0.0.1:${port}?tls=false`,
    port,
    inject: (fault) => process.tell('inject', fault),
    heal: () => process.tell('heal'),
    cutConnections: () => process.tell('cutConnections'),
    goDown: () => process.tell('goDown'),
    comeBack: () => process.tell('comeBack'),
    freeze: () => process.signal('SIGSTOP'),
    thaw: () => process.signal('SIGCONT'),
    kill: () => process.end(),
    async restart() {
      process = new DoubleProcess();
      await process.tell('start', { ...settings, port });
    },
    stop: () => process.end(),
  };
}

type Answer<Name extends CommandName> = Awaited<ReturnType<DoubleCommands[Name]>>;

/** The process and its channel: commands go out with a number, answers come back with it. */
class DoubleProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answered: CommandAnswered) => void>();
  #commands = 0;

  constructor() {
    this.#child = fork(PROCESS, { execArgv: ['-r', RUN_TYPESCRIPT], serialization: 'advanced' });
    this.#child.on('message', (answered: CommandAnswered) => {
      this.#waiting.get(answered.id)?.(answered);
      this.#waiting.delete(answered.id);
    });
    // Killed, or dead by itself: whoever waits for its answer would wait for ever.
    this.#child.once('exit', () => {
      for (const [id, take] of this.#waiting) take({ id, error: ENDED });
      this.#waiting.clear();
    });
  }

  async tell<Name extends CommandName>(
    name: Name,
    ...[argument]: Parameters<DoubleCommands[Name]>
  ): Promise<Answer<Name>> {
    if (this.#hasEnded) throw new Error(`the double cannot ${name}: ${ENDED}`);
    const id = (this.#commands += 1);
    const answered = new Promise<CommandAnswered>((take) => this.#waiting.set(id, take));
    // What cannot be sent any more is answered by the end of the process.
    this.#child.send({ id, name, argument }, () => undefined);
    const { result, error } = await answered;
    if (error !== undefined) throw new Error(`the double refused to ${name}: ${error}`);
    return result as Answer<Name>;
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** A process that stands still dies of it too. */
  async end(): Promise<void> {
    if (this.#hasEnded) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}
