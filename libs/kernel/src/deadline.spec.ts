import { StoreUnavailable } from '@chargebook/event-store';

import { Deadline } from './deadline';

const never = (): Promise<never> => new Promise(() => undefined);

describe('A deadline', () => {
  it('leaves work alone that is done in time', async () => {
    const deadline = Deadline.after(60_000);
    expect(deadline.hasPassed).toBe(false);
    await expect(deadline.bound(() => Promise.resolve('done'))).resolves.toBe('done');
    await expect(deadline.bound(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('ends the wait for work that is late, with what is then true', async () => {
    await expect(Deadline.after(5).bound(never)).rejects.toThrow(StoreUnavailable);
    const late = () => new RangeError('late');
    await expect(Deadline.after(5).bound(never, late)).rejects.toThrow(RangeError);
  });

  it('does not begin what would be late', async () => {
    const deadline = Deadline.after(0);
    expect(deadline.hasPassed).toBe(true);
    let isBegun = false;
    const work = async (): Promise<void> => void (isBegun = true);
    await expect(deadline.bound(work)).rejects.toThrow(StoreUnavailable);
    expect(isBegun).toBe(false);
  });

  it('hears of nothing that fails later', async () => {
    let fail = (): void => undefined;
    const work = () => new Promise<void>((_, reject) => (fail = () => reject(new Error('later'))));
    await expect(Deadline.after(5).bound(work)).rejects.toThrow(StoreUnavailable);
    fail();
  });

  it('of several is the latest', () => {
    const [passed, ahead] = [Deadline.after(0), Deadline.after(60_000)];
    expect(Deadline.latest([ahead, passed]).hasPassed).toBe(false);
    expect(Deadline.latest([passed]).hasPassed).toBe(true);
  });
});
