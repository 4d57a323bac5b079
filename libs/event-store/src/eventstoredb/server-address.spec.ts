import { serverAddressOf } from './server-address';

describe('where a connection string leads', () => {
  it.each([
    ['esdb://one?tls=false', ['one:2113'], false],
    ['esdb+discover://user:p%40ss@cluster.example:21130', ['cluster.example:21130'], true],
    ['esdb://user:secret@one:1,two:2,three/?TLS=true', ['one:1', 'two:2', 'three:2113'], true],
  ])('%s', (text, hosts, usesTls) => {
    expect(serverAddressOf(text)).toMatchObject({ hosts, usesTls, verifiesCertificate: true });
  });

  it('is told with whom to trust, however the option is written', () => {
    const address = serverAddressOf('esdb://one?tls_verify_cert=false&tlsCAFile=/trust/ca.crt');
    expect(address).toMatchObject({ verifiesCertificate: false, authorityFile: '/trust/ca.crt' });
  });

  it('is not told by what is no such string, and the text is kept back', () => {
    const read = () => serverAddressOf('http://user:secret@host');
    expect(read).toThrow('the connection string names no server');
  });

  it('is not told by an option that is not known, and only that is named', () => {
    const read = () => serverAddressOf('esdb://user:secret@one?tls=false&Colour=red');
    expect(read).toThrow(/^the connection string has an option that is not known: colour$/);
  });
});
