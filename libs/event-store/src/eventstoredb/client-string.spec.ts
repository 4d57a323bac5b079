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

  it('has one of its own, too, where no signs of life are wanted', () => {
    const text = 'esdb://one?keepAliveInterval=-1';
    expect(clientString(text, 0)).toBe(`${text}&keepAliveInterval=2147483647`);
    expect(clientString(text, 3)).toBe(`${text}&keepAliveInterval=2147483644`);
  });

  it('waits for an answer to one as long as a timer can, where that is to be for ever', () => {
    const text = 'esdb://one?keepAliveTimeout=-1';
    const expected = `${text}&keepAliveInterval=10001&keepAliveTimeout=2147483647`;
    expect(clientString(text, 1)).toBe(expected);
  });
});
