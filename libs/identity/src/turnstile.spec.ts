import { Crowded, Turnstile } from './turnstile';

/** Work that ends when it is told to. */
function held() {
  let finish: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (finish = resolve));
  return { work: () => ended, finish: () => finish() };
}

describe('A turnstile', () => {
  it('lets so many in at once, so many wait, and none more', async () => {
    const turnstile = new Turnstile({ atOnce: 2, waiting: 1 });
    const [one, two, three] = [held(), held(), held()];
    const first = turnstile.pass(one.work);
    const second = turnstile.pass(two.work);
    let hasThirdBegun = false;
    const third = turnstile.pass(() => {
      hasThirdBegun = true;
      return three.work();
    });
    await expect(turnstile.pass(() => Promise.resolve())).rejects.toThrow(Crowded);
    expect(hasThirdBegun).toBe(false);
    one.finish();
    await first;
    three.finish();
    await third;
    two.finish();
    await second;
    await expect(turnstile.pass(() => Promise.resolve('free again'))).resolves.toBe('free again');
  });

  it('goes on after work that failed', async () => {
    const turnstile = new Turnstile({ atOnce: 1, waiting: 1 });
    const failing = turnstile.pass(() => Promise.reject(new Error('broken')));
    const next = turnstile.pass(() => Promise.resolve('next'));
    await expect(failing).rejects.toThrow('broken');
    await expect(next).resolves.toBe('next');
  });
});
