import { refuseBadTimes, refuseMalformed } from './connection-checks';
import { decodedValue, optionsOf } from './connection-options';
import { ServerUnusable } from './server-unusable';

/** Where a connection string leads, as far as it takes to ask a server who it is. */
export interface ServerAddress {
  /** Each `host:port`; any of them may answer for a cluster. */
  readonly hosts: readonly string[];
  readonly usesTls: boolean;
  /** File of the authorities that are trusted; undefined: those of the system. */
  readonly authorityFile: string | undefined;
}

const FORM = /^esdb(?:\+discover)?:\/\/(?:([^@/?]*)@)?([^@/?]+)\/?(?:\?(.*))?$/;
const DEFAULT_PORT = 2113;

const NO_IPV6 =
  'the connection string has an IPv6 address, which is not supported: use a host name';
/** The client would ignore the option, and print the string with its password. */
const ALWAYS_VERIFIED =
  'tlsVerifyCert=false is not supported: tlsCAFile names the authority of the certificate';

/** The client prints the string with its password, too, when it meets one that it does not know. */
const OPTIONS: ReadonlySet<string> = new Set([
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'maxdiscoverattempts',
  'nodepreference',
  'throwonappendfailure',
  'tls',
  'tlscafile',
  'tlsverifycert',
  'usercertfile',
  'userkeyfile',
]);

/** @throws ServerUnusable without the text of the string, which may hold a password */
export function serverAddressOf(connectionString: string): ServerAddress {
  const [, credentials, hosts, query = ''] = FORM.exec(connectionString.trim()) ?? [];
  if (hosts === undefined) throw new ServerUnusable('the connection string names no server');
  if (hosts.includes('[') || /:[^,]*:/.test(hosts)) throw new ServerUnusable(NO_IPV6);
  const options = optionsOf(query);
  if (options.get('tlsverifycert') === 'false') throw new ServerUnusable(ALWAYS_VERIFIED);
  refuseUnknown(options, query);
  refuseMalformed({ credentials, hosts, query, options });
  refuseBadTimes(options);
  return {
    hosts: hosts.split(',').map((host) => (host.includes(':') ? host : `${host}:${DEFAULT_PORT}`)),
    usesTls: options.get('tls') !== 'false',
    authorityFile: decoded(options.get('tlscafile')),
  };
}

function refuseUnknown(options: ReadonlyMap<string, string>, query: string): void {
  const unknown = [...options.keys()].find((name) => !OPTIONS.has(name));
  if (unknown === undefined) return;
  // What is no word, or stands before an @, may be a part of a password.
  const named = /^[a-z]+$/.test(unknown) && !query.includes('@') ? `: ${unknown}` : '';
  throw new ServerUnusable(`the connection string has an option that is not known${named}`);
}

function decoded(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = decodedValue(value);
  if (text !== undefined) return text;
  throw new ServerUnusable('the connection string has a tlsCAFile that cannot be decoded');
}
