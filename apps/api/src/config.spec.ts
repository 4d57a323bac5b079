import { ConfigError, readConfig } from './config';

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(readConfig({ PORT: '', LOG_LEVEL: ' ' })).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: `${process.cwd()}/data`,
      isDataDirGiven: false,
      databaseUrl: undefined,
      log: { engine: 'postgres' },
      auth: undefined,
      projections: 'on',
      logLevel: 'info',
      backOfficeDir: undefined,
    });
  });

  it('says where tokens come from', () => {
    const { auth } = readConfig({
      AUTH_JWKS_URL: 'https://id.example/keys',
      AUTH_ISSUER: 'https://id.example',
      AUTH_AUDIENCE: 'chargebook',
    });
    expect(auth).toEqual({
      jwksUrl: new URL('https://id.example/keys'),
      issuer: 'https://id.example',
      audience: 'chargebook',
    });
  });

  it.each([
    'esdb://127.0.0.1:2113?tls=false',
    'esdb+discover://cluster.example:2113',
    'esdb://user:p%40ss@one:2113,two:2113,three?tls=true&tlsCAFile=/trust/ca.crt',
  ])('says that the log is in EventStoreDB at %s', (url) => {
    const { log } = readConfig({ EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: url });
    expect(log).toEqual({ engine: 'eventstoredb', url });
  });

  it.each([undefined, 'http://user:secret@host', 'esdb://', 'esdb://user:secret@', 'secret'])(
    'refuses EventStoreDB at %s in one line that names the variable',
    (url) => {
      const read = () => readConfig({ EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: url });
      expect(read).toThrow(/^EVENTSTORE_URL [^\n]+ esdb:[^\n]+$/);
      expect(read).not.toThrow(/secret/);
    },
  );

  it.each([
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '3000x'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://user:secret@host/name'],
    ['DATABASE_URL', 'secret'],
    ['EVENT_STORE', 'mongo'],
    ['EVENTSTORE_URL', 'esdb://secret:secret@host:2113'],
    ['AUTH_JWKS_URL', 'file:///secret'],
    ['AUTH_ISSUER', 'alone'],
    ['AUTH_AUDIENCE', 'alone'],
    ['PROJECTIONS', 'yes'],
    ['LOG_LEVEL', 'loud'],
  ])('with %s=%s is refused in one line that names it', (name, value) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name} [^\\n]+$`));
    expect(read).not.toThrow(/secret/);
  });
});
