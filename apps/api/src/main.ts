import 'reflect-metadata';

import { structuredLogger } from '@chargebook/http';

import { readConfig } from './config';
import { runService } from './service';

/** One line for whoever started it, never a stack: the reason is in the message. */
function tell(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${reason.replace(/\s+/g, ' ')}\n`);
}

async function main(): Promise<void> {
  const unknown = process.argv.slice(2);
  if (unknown.length > 0) throw new Error(`unknown argument ${unknown.join(' ')}`);
  const config = readConfig(process.env);
  await runService(config, structuredLogger(config.logLevel));
}

main().catch((error: unknown) => {
  tell(error);
  process.exit(1);
});
