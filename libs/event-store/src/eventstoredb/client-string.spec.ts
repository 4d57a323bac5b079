import { clientString } from './client-string';

describe('the connection string of a client', () => {
  it.each([
    ['esdb://one', 'esdb://one?keepAliveInterval=10007'],
    ['esdb://one/', 'esdb://one?keepAliveInterval=10007'],
    ['esdb://one/?', 'esdb://one?keepAliveInterval=10007'],
    ['esdb://one?tls=false&', 'esdb://one?tls=false&keepAliveInterval=10007'],
    ['esdb://user:secret@one,two:2/?tls=false', 'esdb://user:secret@one,two:2?tls=false&'],
    ['esdb://one?tlsCAFile=/trust/?x', 'esdb://one?tlsCAFile=/trust/?x&keepAliveInterval=10007'],
  ])('%s leads where it led', (text, expected) => {
    expect(clientString(text, 7)).toContain(expected);
  });

  it('has a setting that no other connection has, near the one that was asked for', () => {
    const text = 'esdb://one?Keep_Alive-Interval=60000';
    expect(clientString(text, 0)).toBe(`${text}&keepAliveInterval=60000`);
    expect(clientString(text, 1_002)).toBe(`${text}&keepAliveInterval=60002`);
  });

  it('asks for no signs of life where none are wanted', () => {
    const text = 'esdb://one?keepAliveInterval=-1';
    expect(clientString(text, 3)).toBe(text);
  });
});
