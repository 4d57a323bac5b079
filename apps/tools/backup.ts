import { readConfig } from '../api/src/config';
import { withBook } from './book/access';
import { backUpBook } from './book/backup-book';
import { fileArguments, runTool } from './book/command-line';

const USAGE =
  'usage: npm run backup -- FILE\n' +
  'Writes the book to FILE, also while the service runs. FILE holds the key of the book, too:\n' +
  'keep it safe.';

void runTool(USAGE, async () => {
  const { path } = fileArguments([]);
  const config = readConfig(process.env);
  const book = await withBook({ config, mode: 'shared' }, (client) => backUpBook(client, path));
  return `Backed up ${book.events} events of store ${book.storeId} to ${path}`;
});
