import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { readChargerFile } from './charger-file';
import { ImportStopped } from './import-stopped';
import { type SiteFolder } from './import-site';
import { readSiteFile } from './site-file';

/** @throws ImportStopped when a file is missing or cannot be used at all */
export async function readFolder(folder: string): Promise<SiteFolder> {
  return {
    siteFile: readSiteFile(await textOf(folder, 'site.json')),
    lines: readChargerFile(await textOf(folder, 'chargers.csv')),
  };
}

/** A byte order mark is passed over. */
async function textOf(folder: string, name: string): Promise<string> {
  const bytes = await readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    throw new ImportStopped(`${join(folder, name)} cannot be read (${error.code})`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ImportStopped(`${join(folder, name)} is not text in UTF-8`);
  }
}
