// Makes an EventStoreDB user that may append and read and nothing else, and closes the log to all
// others but administrators and the readers: append-only-user.mjs NAME
// EVENTSTORE_URL is an administrator's connection string, NEW_PASSWORD the password of NAME.
// Readers are the users in the group chargebook-readers. It may run again: it sets the same anew.
// The server's certificate is checked against NODE_EXTRA_CA_CERTS where the authority is one's own.
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

const READERS = 'chargebook-readers';
const { EVENTSTORE_URL = '', NEW_PASSWORD = '' } = process.env;
const [name = ''] = process.argv.slice(2);
if (name === '' || NEW_PASSWORD === '') throw new Error('NAME or NEW_PASSWORD is missing');

/** Users are made over HTTP, at any node; the client has no method for it. */
async function makeUser() {
  const parts = /^esdb[^:]*:\/\/([^:]+):([^@]+)@([^,/?]+)/.exec(EVENTSTORE_URL);
  if (parts === null) throw new Error('EVENTSTORE_URL has no user, password and host');
  const [login, secret, host] = parts.slice(1).map(decodeURIComponent);
  const credentials = Buffer.from(`${login}:${secret}`).toString('base64');
  const headers = { authorization: `Basic ${credentials}`, 'content-type': 'application/json' };
  const post = async (path, body) => {
    const request = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(`https://${host}/users/${path}`, request)).status;
  };
  const user = { loginName: name, fullName: name, groups: [], password: NEW_PASSWORD };
  const made = await post('', user);
  if (made === 201) return;
  const changed = await post(`${name}/command/reset-password`, { newPassword: NEW_PASSWORD });
  if (changed !== 200) throw new Error(`no user was made (${made}) or changed (${changed})`);
}

/** What holds for a stream that has no rights of its own; no stream of the book has. */
const DEFAULT_RIGHTS = {
  $userStreamAcl: {
    $r: [name, READERS, '$admins'],
    $w: [name, '$admins'],
    // Who may delete a stream or set its $maxAge could make the log forget.
    $d: '$admins',
    $mr: [name, READERS, '$admins'],
    $mw: '$admins',
  },
  $systemStreamAcl: { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' },
};

await makeUser();
const client = EventStoreDBClient.connectionString(EVENTSTORE_URL);
const rights = jsonEvent({ type: 'update-default-acl', data: DEFAULT_RIGHTS });
await client.appendToStream('$settings', rights);
// To read all streams in one order is a right of its own.
await client.setStreamMetadata('$all', { acl: { readRoles: [name, READERS, '$admins'] } });
await client.dispose();
process.stdout.write(`${name} may append and read\n`);
