import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { type Trial } from './engine-trial';
import { eventually } from './eventually';
import { environmentOf, type Place } from './service';

const ROOT = resolve(__dirname, '..', '..');
const SAYS_WITHIN_MS = 60_000;

/** A compiled process of the place that is not waited for. */
export interface ToolProcess {
  /** All that it printed so far. */
  output(): string;
  /** Resolves once it printed this. */
  untilItSays(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** SIGKILL: nothing is finished. */
  kill(): void;
  /** Its exit code, or null when it was killed. */
  readonly exitCode: Promise<number | null>;
}

/** Starts a process by its source, as `apps/tools/import.ts`. */
export function startTool(
  place: Place,
  [source, ...args]: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ToolProcess {
  const child = spawn(process.execPath, ['apps/tools/launch.js', `${source}`, ...args], {
    cwd: ROOT,
    env: { ...environmentOf(place), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => texts.push(text));
  }
  const output = (): string => texts.join('');
  return {
    output,
    untilItSays: (text) =>
      eventually(() => {
        if (!output().includes(text)) throw new Error(`"${text}" was not said:\n${output()}`);
      }, SAYS_WITHIN_MS),
    signal: (name) => void child.kill(name),
    kill: () => void child.kill('SIGKILL'),
    exitCode: once(child, 'close').then(() => child.exitCode),
  };
}

/** Starts the command that works on the lists of a book. */
export function startProjections(
  { place, environment }: Pick<Trial, 'place' | 'environment'>,
  ...args: readonly string[]
): ToolProcess {
  return startTool(place, ['apps/tools/projections.ts', ...args], environment);
}
