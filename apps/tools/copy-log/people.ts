import { readPeople, writePeople } from '@chargebook/identity';

import { withClient } from './client';

/**
 * Copies who the users of the log are, which is beside it: run again, it brings what has changed.
 * The key of the book was compared before, so that it is the same book. Says what it did.
 */
export async function copyPeople(fromUrl: string, toUrl: string): Promise<string> {
  const people = await withClient(fromUrl, readPeople);
  if (people === undefined) return 'none yet';
  await withClient(toUrl, async (client) => {
    await client.query('begin');
    await writePeople(client, people);
    await client.query('commit');
  });
  return `${people.length}, the same in both`;
}
