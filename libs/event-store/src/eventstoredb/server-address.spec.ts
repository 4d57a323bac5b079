import { serverAddressOf } from './server-address';

describe('where a connection string leads', () => {
  it.each([
    ['esdb://one?tls=false', ['one:2113'], false],
    ['esdb+discover://user:p%40ss@cluster.example:21130', ['cluster.example:21130'], true],
    ['esdb://user:secret@one:1,two:2,three/?TLS=true', ['one:1', 'two:2', 'three:2113'], true],
  ])('%s', (text, hosts, usesTls) => {
    expect(serverAddressOf(text)).toMatchObject({ hosts, usesTls });
  });

  it('is told with whom to trust, however the option is written', () => {
    const address = serverAddressOf('esdb://one?tls_verify_cert=true&tls-ca_File=/trust/ca.crt');
    expect(address).toMatchObject({ usesTls: true, authorityFile: '/trust/ca.crt' });
  });

  it.each([
    ['/trust/my%20own/ca.crt', '/trust/my own/ca.crt'],
    ['/trust/a=b.crt', '/trust/a=b.crt'],
  ])('is told by the name of a file as the client reads it: %s', (value, authorityFile) => {
    expect(serverAddressOf(`esdb://one?tlsCAFile=${value}`)).toMatchObject({ authorityFile });
  });

  it('is not told by the name of a file that cannot be decoded', () => {
    const read = () => serverAddressOf('esdb://user:secret@one?tlsCAFile=/trust/50%.crt');
    expect(read).toThrow(/^the connection string has a tlsCAFile that cannot be decoded$/);
  });

  it('is not told by what is no such string, and the text is kept back', () => {
    for (const text of ['http://user:secret@host', 'esdb://user:s@secret@host:2113?tls=false']) {
      const read = () => serverAddressOf(text);
      expect(read).toThrow(/^the connection string names no server$/);
    }
  });

  it.each([
    ['esdb://user:secret@[::1]:2113?tls=false', /^the connection string has an IPv6 address, /],
    ['esdb://user:secret@one,fe80::7?tls=false', /^the connection string has an IPv6 address, /],
    ['esdb://user:secret@one?tls_verify_cert=false', /^tlsVerifyCert=false is not supported: /],
  ])('is not told by what the client would take wrongly: %s', (text, reason) => {
    const read = () => serverAddressOf(text);
    expect(read).toThrow(reason);
    expect(read).not.toThrow(/secret/);
  });

  it.each([
    'esdb://user:pa?ss-word@one',
    'esdb://user:secret@one?tls=false&&tlsCAFile=/trust/ca.crt',
  ])('is not told by an option that has no name: %s', (text) => {
    const read = () => serverAddressOf(text);
    expect(read).toThrow(/^the connection string has an option that is not known$|names no server/);
  });

  it.each([
    ['esdb://user:secret@one?tls', /has an option without a value/],
    ['esdb://user:secret@one?tls=&tlsCAFile=/trust/ca.crt', /has an option without a value/],
    ['esdb://user:secret@one?tlsVerifyCert= false', /or with a blank$/],
    ['esdb://user:secret@one?tlsVerifyCert=false&tls_verify_cert=true', /has an option twice$/],
    ['esdb://user:secret', /has a port that is no number from 1 to 65535$/],
    ['esdb://user:secret/', /has a port that is no number/],
    ['esdb://user:secret?tls=false', /has a port that is no number/],
    ['esdb://user:secret,host:2113', /has a port that is no number/],
    ['esdb://one:65536', /has a port that is no number/],
    ['esdb://one:0', /has a port that is no number/],
    ['esdb://one:12secret', /has a port that is no number/],
    ['esdb://one,?tls=false', /names no server$/],
    ['esdb://se$cret:2113', /names no server$/],
    ['esdb://secret@one:2113', /has @ without both a name and a password$/],
    ['esdb://secret:@one', /has @ without both a name and a password$/],
    ['esdb://:secret@one', /has @ without both a name and a password$/],
    ['esdb://user:1?secret=1@one', /has an option that is not known$/],
    ['esdb://one?keepAliveInterval=1e99', /^keepAliveInterval must be a whole number/],
    ['esdb://one?keepAliveInterval=1.5', /^keepAliveInterval must be a whole number/],
    ['esdb://one?keepAliveInterval=0', /^keepAliveInterval must be a whole number/],
    ['esdb://one?keepAliveTimeout=0', /^keepAliveTimeout must be a whole number/],
    ['esdb://one?keepAliveInterval=-2', /^keepAliveInterval must be a whole number/],
  ])('is not told by what nobody can have meant: %s', (text, reason) => {
    const read = () => serverAddressOf(text);
    expect(read).toThrow(reason);
    expect(read).not.toThrow(/secret/);
  });

  it('takes the signs of life as the client has them', () => {
    expect(serverAddressOf('esdb://one?keepAliveInterval=-1').hosts).toEqual(['one:2113']);
    expect(serverAddressOf('esdb://one:1?keepAliveInterval=1').hosts).toEqual(['one:1']);
  });

  it('takes signs behind the last option for nothing', () => {
    expect(serverAddressOf('esdb://one?tls=false&')).toMatchObject({ usesTls: false });
    expect(serverAddressOf('esdb://one?')).toMatchObject({ usesTls: true });
  });

  it('is not told by an option that is not known, and only that is named', () => {
    const read = () => serverAddressOf('esdb://user:secret@one?tls=false&Colour=red');
    expect(read).toThrow(/^the connection string has an option that is not known: colour$/);
  });
});
