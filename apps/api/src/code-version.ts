import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** All that states are made by; compiled or not, it stands beside this application. */
const LIBRARIES = join(__dirname, '../../../libs');

/**
 * A name for the code that folds events, and for the runtime that copies its values: the same
 * wherever the same code runs, and another as soon as a line of the libraries is another.
 */
export async function codeVersion(folder = LIBRARIES): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  const texts = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256').update(process.versions.v8);
  files.forEach((file, index) =>
    hash.update(`\0${file.slice(folder.length)}\0`).update(texts[index] ?? ''),
  );
  return hash.digest('hex');
}
