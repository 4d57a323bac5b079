import { chooseDataDirectory, startEmbeddedDatabase } from '../index';

/** A process as the service is one, to be killed by a test: prints the address, ends at SIGTERM. */
async function hold(dataDir: string): Promise<void> {
  const chosen = await chooseDataDirectory({ dataDir, isGiven: true });
  const database = await startEmbeddedDatabase(chosen);
  process.on('SIGTERM', () => void database.close().then(() => process.exit(0)));
  process.stdout.write(`${database.url}\n`);
  const reason = await database.lost;
  process.stderr.write(`${reason.message}\n`);
  process.exit(1);
}

hold(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
