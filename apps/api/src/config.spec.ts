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
      provider: undefined,
      publicUrl: undefined,
      trustedProxies: [],
      webhookNetworks: [],
      projections: 'on',
      listTimeoutMs: 250,
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

  it('says where people sign in, and where browsers reach the service', () => {
    const { provider, publicUrl, trustedProxies } = readConfig({
      OIDC_ISSUER: 'https://id.example/realm',
      OIDC_CLIENT_ID: 'chargebook',
      OIDC_CLIENT_SECRET: 'secret',
      PUBLIC_URL: 'https://book.example',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
    });
    expect(provider).toEqual({
      issuer: new URL('https://id.example/realm'),
      clientId: 'chargebook',
      clientSecret: 'secret',
    });
    expect(publicUrl).toEqual(new URL('https://book.example/'));
    expect(trustedProxies).toEqual(['10.0.0.0/8', '::1']);
  });

  it.each([
    ['OIDC_CLIENT_ID', { OIDC_CLIENT_ID: undefined }],
    ['OIDC_CLIENT_SECRET', { OIDC_CLIENT_SECRET: undefined }],
    ['PUBLIC_URL', { PUBLIC_URL: undefined }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'http://id.example' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'id.example' }],
    ['OIDC_CLIENT_ID', { OIDC_ISSUER: undefined }],
  ])('names %s where an identity provider is set up with %j', (name, change) => {
    const environment = {
      OIDC_ISSUER: 'http://127.0.0.1:8080',
      OIDC_CLIENT_ID: 'chargebook',
      OIDC_CLIENT_SECRET: 'the-secret',
      PUBLIC_URL: 'https://book.example',
    };
    expect(() => readConfig(environment)).not.toThrow();
    const read = () => readConfig({ ...environment, ...change });
    expect(read).toThrow(new RegExp(`^${name} [^\\n]+$`));
    expect(read).not.toThrow(/the-secret/);
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
    ['LIST_TIMEOUT_MS', '0'],
    ['LIST_TIMEOUT_MS', '60001'],
    ['LIST_TIMEOUT_MS', '1 s'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://user:secret@host/name'],
    ['DATABASE_URL', 'secret'],
    ['EVENT_STORE', 'mongo'],
    ['EVENTSTORE_URL', 'esdb://secret:secret@host:2113'],
    ['AUTH_JWKS_URL', 'file:///secret'],
    ['AUTH_ISSUER', 'alone'],
    ['AUTH_AUDIENCE', 'alone'],
    ['OIDC_CLIENT_SECRET', 'secret'],
    ['PUBLIC_URL', 'https://book.example/path'],
    ['PUBLIC_URL', 'book.example'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['TRUSTED_PROXIES', '10.0.0.1/x'],
    ['PROJECTIONS', 'yes'],
    ['LOG_LEVEL', 'loud'],
  ])('with %s=%s is refused in one line that names it', (name, value) => {
    const read = () => readConfig({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name} [^\\n]+$`));
    expect(read).not.toThrow(/secret/);
  });
});
