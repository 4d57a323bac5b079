import { readConfig } from '../api/src/config';
import { withBook } from './book/access';
import { backUpBook } from './book/backup-book';
import { fileArguments, runTool } from './book/command-line';
import { backUpKey } from './book/eventstoredb-book';

const USAGE =
  'usage: npm run backup -- FILE\n' +
  'Writes the book to FILE, also while the service runs. FILE holds the key of the book, too:\n' +
  'keep it safe. Where the log is in EventStoreDB, FILE holds the key alone.';

void runTool(USAGE, async () => {
  const { path } = fileArguments([]);
  const config = readConfig(process.env);
  const { log } = config;
  if (log.engine === 'eventstoredb') {
    return withBook({ config, mode: 'shared' }, (client) =>
      backUpKey(client, { path, logUrl: log.url }),
    );
  }
  const book = await withBook({ config, mode: 'shared' }, (client) => backUpBook(client, path));
  return `Backed up ${book.events} events of store ${book.storeId} to ${path}`;
});
