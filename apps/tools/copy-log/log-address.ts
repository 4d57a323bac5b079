import { parseArgs } from 'node:util';

/** Where a log is: a server by its URL, or the embedded database of DATA_DIR. */
export type LogAddress =
  | { readonly engine: 'embedded' }
  | { readonly engine: 'postgres' | 'eventstoredb'; readonly url: string };

export interface CopyOptions {
  readonly from: LogAddress;
  readonly to: LogAddress;
}

const ENGINES: Readonly<Record<string, 'postgres' | 'eventstoredb'>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  esdb: 'eventstoredb',
  'esdb+discover': 'eventstoredb',
};

/** Undefined: help was asked for. @throws Error in one line for what cannot be used */
export function readOptions(args: readonly string[]): CopyOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  if (values.from === values.to && values.to !== undefined) {
    throw new Error('--from and --to are the same log');
  }
  return { from: addressOf('--from', values.from), to: addressOf('--to', values.to) };
}

/** The text is not repeated in the message: it may hold a password. */
function addressOf(option: string, text: string | undefined): LogAddress {
  if (text === undefined) throw new Error(`${option} is missing`);
  if (text === 'embedded') return { engine: 'embedded' };
  // A cluster's URL names several hosts, which is no URL to Node.
  const engine = ENGINES[/^[a-z+]+(?=:\/\/)/.exec(text)?.[0] ?? ''];
  if (engine !== undefined) return { engine, url: text };
  throw new Error(`${option} must begin with postgres:// or esdb://, or be "embedded"`);
}
