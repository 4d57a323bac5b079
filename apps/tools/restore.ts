import { readConfig } from '../api/src/config';
import { withBook } from './book/access';
import { fileArguments, runTool } from './book/command-line';
import { restoreKey } from './book/eventstoredb-book';
import { restoreBook } from './book/restore-book';

const USAGE =
  'usage: npm run restore -- FILE [--replace]\n' +
  'Puts the backup FILE in the place of the book, while no service runs. A book that holds\n' +
  'events is given up only with --replace. The lists are made again at the next start. Where\n' +
  'the log is in EventStoreDB, restore that first.';

void runTool(USAGE, async () => {
  const { path, flags } = fileArguments(['replace']);
  const mayReplace = flags.has('replace');
  const config = readConfig(process.env);
  const { log } = config;
  if (log.engine === 'eventstoredb') {
    return withBook({ config, mode: 'alone' }, (client, whenInterrupted) =>
      restoreKey(client, { path, logUrl: log.url, mayReplace, whenInterrupted }),
    );
  }
  const book = await withBook({ config, mode: 'alone' }, (client, whenInterrupted) =>
    restoreBook(client, { path, mayReplace, whenInterrupted }),
  );
  return `Restored ${book.events} events of store ${book.storeId}, incarnation ${book.incarnation}`;
});
