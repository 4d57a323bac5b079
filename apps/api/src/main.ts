import 'reflect-metadata';

import { structuredLogger } from '@chargebook/http';

import { type Config, readConfig } from './config';
import { growHeapTwofold } from './heap';
import { runService } from './service';

/** One line for whoever started it, never a stack: the reason is in the message. */
function tell(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${reason.replace(/\s+/g, ' ')}\n`);
}

/** The demo is written as by a client with the local key, and shown by this very process. */
function assertFitForDemo({ auth, projections }: Config): void {
  if (auth !== undefined) throw new Error('--demo needs the local key: unset AUTH_JWKS_URL');
  if (projections !== 'on') throw new Error('--demo needs PROJECTIONS=on');
}

async function main(): Promise<void> {
  growHeapTwofold();
  const isDemo = process.argv.includes('--demo');
  const unknown = process.argv.slice(2).filter((argument) => argument !== '--demo');
  if (unknown.length > 0) throw new Error(`unknown argument ${unknown.join(' ')}`);
  const config = readConfig(process.env);
  if (isDemo) assertFitForDemo(config);
  await runService(config, structuredLogger(config.logLevel), { isDemo });
}

main().catch((error: unknown) => {
  tell(error);
  process.exit(1);
});
