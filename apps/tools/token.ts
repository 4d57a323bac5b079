import { parseArgs } from 'node:util';

import { isSubject, isUuidText, signLocalToken } from '@chargebook/http';
import { type Role, ROLES } from '@chargebook/kernel';

import { dataDirectoryOf } from '../api/src/book-database';
import { readConfig } from '../api/src/config';

const USAGE =
  'usage: npm run --silent token -- --role administrator [--role support] [--account ID] ' +
  '[--subject NAME] [--ttl 8h]';

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const LONGEST_SECONDS = 366 * SECONDS.d;

/** Prints a bearer token of the local key; needs no running service. */
async function printToken(): Promise<void> {
  const { role, account, subject, ttl } = optionsOf(process.argv.slice(2));
  const config = readConfig(process.env);
  if (config.auth !== undefined) throw new Error('AUTH_JWKS_URL is set: its issuer makes tokens');
  const actor = { id: subjectOf(subject), roles: { [accountOf(account)]: role.map(roleOf) } };
  const { dataDir } = await dataDirectoryOf(config);
  const token = await signLocalToken(dataDir, { actor, ttlSeconds: secondsOf(ttl) });
  process.stdout.write(`${token}\n`);
}

function optionsOf(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      role: { type: 'string', multiple: true, default: [] },
      account: { type: 'string', default: '*' },
      subject: { type: 'string', default: 'local' },
      ttl: { type: 'string', default: '8h' },
    },
  });
  if (values.role.length === 0) throw new Error('--role is missing');
  return values;
}

function roleOf(text: string): Role {
  const role = ROLES.find((each) => each === text);
  if (role === undefined) throw new Error(`--role must be one of ${ROLES.join(', ')}`);
  return role;
}

function accountOf(text: string): string {
  const account = text.toLowerCase();
  if (account === '*' || isUuidText(account)) return account;
  throw new Error('--account must be the id of an account');
}

function subjectOf(text: string): string {
  if (isSubject(text)) return text;
  throw new Error('--subject must be 1 to 255 characters');
}

function secondsOf(text: string): number {
  const [, count, unit = 's'] = /^(\d{1,9})([smhd])?$/.exec(text) ?? [];
  const seconds = Number(count) * SECONDS[unit as keyof typeof SECONDS];
  if (seconds >= 1 && seconds <= LONGEST_SECONDS) return seconds;
  throw new Error('--ttl must be a time as 30m, 8h or 7d, a year at most');
}

printToken().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${reason.replace(/\s+/g, ' ')}\n${USAGE}\n`);
  process.exitCode = 1;
});
