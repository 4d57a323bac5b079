/** Where a connection string leads, as far as it takes to ask a server who it is. */
export interface ServerAddress {
  /** Each `host:port`; any of them may answer for a cluster. */
  readonly hosts: readonly string[];
  readonly usesTls: boolean;
  /** False where the string says that the certificate need not be good. */
  readonly verifiesCertificate: boolean;
  /** File of the authorities that are trusted; undefined: those of the system. */
  readonly authorityFile: string | undefined;
}

const FORM = /^esdb(?:\+discover)?:\/\/(?:[^@/?]*@)?([^/?]+)\/?(?:\?(.*))?$/;
const DEFAULT_PORT = 2113;

/** The client prints the string with its password when it meets an option that it does not know. */
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

/** @throws Error without the text of the string, which may hold a password */
export function serverAddressOf(connectionString: string): ServerAddress {
  const [, hosts, query = ''] = FORM.exec(connectionString.trim()) ?? [];
  if (hosts === undefined) throw new Error('the connection string names no server');
  const options = optionsOf(query);
  const unknown = [...options.keys()].find((name) => name !== '' && !OPTIONS.has(name));
  if (unknown !== undefined) {
    throw new Error(`the connection string has an option that is not known: ${unknown}`);
  }
  return {
    hosts: hosts.split(',').map((host) => (host.includes(':') ? host : `${host}:${DEFAULT_PORT}`)),
    usesTls: options.get('tls') !== 'false',
    verifiesCertificate: options.get('tlsverifycert') !== 'false',
    authorityFile: options.get('tlscafile'),
  };
}

/** The client, too, knows an option in whatever case and with whatever dashes it is written. */
function optionsOf(query: string): ReadonlyMap<string, string> {
  const options = query.split('&').map((option) => option.split('='));
  return new Map(
    options.map(([name = '', value = '']) => [name.toLowerCase().replace(/[_-]/g, ''), value]),
  );
}
