import { importSite } from './import/import-site';
import { readOptions } from './import/options';
import { readFolder } from './import/read-folder';
import { ServiceClient } from './import/service-client';

const USAGE = `usage: npm run import -- DIR [--url http://127.0.0.1:3000] [--token TOKEN]
Loads a site folder through the service: DIR/site.json (account, site, panels) and
DIR/chargers.csv. What the book has by the same name is compared and left alone: run again, it
changes nothing. A line for each row says added, same, different or refused, and why.
Without --url the service at PORT of this machine, without --token its own key in DATA_DIR.
Exit code: 0 every row is in the book as the folder says it, 1 some are different or were refused,
2 it could not start or the service went away.`;

/** The exit code. */
async function run(): Promise<number> {
  const options = await readOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const folder = await readFolder(options.folder);
  const client = new ServiceClient(options.address);
  await client.greet();
  const { isAllGood, summary } = await importSite(client, folder);
  process.stdout.write(`${summary}\n`);
  return isAllGood ? 0 : 1;
}

function tell(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  const usage = process.argv.length > 2 ? '' : `${USAGE}\n`;
  process.stderr.write(`${reason.replace(/\s+/g, ' ')}\n${usage}`);
}

async function main(): Promise<void> {
  const exitCode = await run().catch((error: unknown) => {
    tell(error);
    return 2;
  });
  // Requests that are still under way after an error need not be waited for.
  process.stdout.write('', () => process.exit(exitCode));
}

void main();
