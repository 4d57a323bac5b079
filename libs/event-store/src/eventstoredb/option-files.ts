import { readFileSync } from 'node:fs';

import { optionsOf } from './server-address';
import { ServerUnusable } from './server-unusable';

const FILES = ['tlsCAFile', 'userCertFile', 'userKeyFile'] as const;

/** The client's message says neither which option nor which file. @throws ServerUnusable */
export function refuseUnreadableFiles(connectionString: string): void {
  const [, query = ''] = connectionString.trim().split('?');
  const options = optionsOf(query);
  for (const name of FILES) {
    const value = options.get(name.toLowerCase());
    if (value !== undefined) refuseUnreadable(name, value);
  }
}

function refuseUnreadable(name: string, value: string): void {
  const path = pathIn(value);
  // What the client would not decode either may be anything.
  if (path === undefined) throw new ServerUnusable(`${name} cannot be decoded: write % as %25`);
  try {
    readFileSync(path);
  } catch (cause) {
    throw new ServerUnusable(`${name} ${path} cannot be read`, { cause });
  }
}

function pathIn(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
