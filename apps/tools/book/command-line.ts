import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The one file that the tool works on, and which of its flags were said. */
export interface FileArguments {
  /** Absolute. */
  readonly path: string;
  readonly flags: ReadonlySet<string>;
}

/** npm runs a tool in the checkout: INIT_CWD says where it was called. */
export function fileArguments(knownFlags: readonly string[]): FileArguments {
  const options = Object.fromEntries(
    knownFlags.map((flag) => [flag, { type: 'boolean' as const }]),
  );
  const args = process.argv.slice(2);
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error('one FILE must be named');
  const path = resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
  return { path, flags: new Set(Object.keys(values)) };
}

/** Runs the tool to its end: what fails is one line, and the exit code 1. */
export async function runTool(usage: string, tool: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await tool()}\n`);
    process.exit(0);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const isUsage = process.argv.length <= 2;
    process.stderr.write(`${reason.replace(/\s+/g, ' ')}\n${isUsage ? `${usage}\n` : ''}`);
    process.exit(1);
  }
}

/** Aborts at a signal, which ends the work between two of its steps, and says what to do then. */
export function interruption(advice = 'run this again, and it goes on from there'): AbortSignal {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(new Error(`interrupted: ${advice}`));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  return stopping.signal;
}
