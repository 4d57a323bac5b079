import { readFileSync } from 'node:fs';

import { decodedValue, optionsIn } from './connection-options';
import { ServerUnusable } from './server-unusable';

const FILES = ['tlsCAFile', 'userCertFile', 'userKeyFile'] as const;

/** The client's message says neither which option nor which file. @throws ServerUnusable */
export function refuseUnreadableFiles(connectionString: string): void {
  const options = optionsIn(connectionString);
  for (const name of FILES) {
    const value = options.get(name.toLowerCase());
    if (value !== undefined) refuseUnreadable(name, value);
  }
}

function refuseUnreadable(name: string, value: string): void {
  const path = decodedValue(value);
  // What the client would not decode either may be anything.
  if (path === undefined) throw new ServerUnusable(`${name} cannot be decoded: write % as %25`);
  readOptionFile(name, path);
}

/** @throws ServerUnusable with the names of the option and of the file */
export function readOptionFile(option: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new ServerUnusable(`${option} ${path} cannot be read`, { cause });
  }
}
