import { ampsLeft, offlineBar, subscribedBar, subscriptionOf } from './load';

const load = (parts: object) => ({
  usableAmps: 100,
  worstAmps: 80,
  subscribedAmps: 40,
  offlineSumAmps: 20,
  ...parts,
});

describe('The bars of a panel', () => {
  it('are as long as what is usable, and mark where the worst hour ends', () => {
    expect(subscribedBar(load({}))).toEqual({ within: 40, beyond: 0, end: 80 });
    expect(offlineBar(load({}))).toEqual({ within: 20, beyond: 0, end: 80 });
  });

  it('grow with what is subscribed beyond, and show that apart', () => {
    expect(subscribedBar(load({ subscribedAmps: 160 }))).toEqual({
      within: 50,
      beyond: 50,
      end: 50,
    });
  });

  it('are not drawn for offline sums without energy management, nor of a panel of nothing', () => {
    expect(offlineBar(load({ offlineSumAmps: null }))).toBeUndefined();
    const nothing = load({ usableAmps: 0, worstAmps: 0, subscribedAmps: 0 });
    expect(subscribedBar(nothing)).toEqual({ within: 0, beyond: 0, end: 0 });
  });
});

describe('What the limits ask for', () => {
  it('is nothing, fits, fills the panel, or is held within it', () => {
    const said = [0, 79.9, 80, 80.1].map((subscribedAmps) =>
      subscriptionOf(load({ subscribedAmps })),
    );
    expect(said).toEqual(['none', 'fits', 'full', 'managed']);
  });

  it('leaves whole tenths', () => {
    expect(ampsLeft(80, 79.9)).toBe(0.1);
    expect(ampsLeft(0.3, 0.1)).toBe(0.2);
  });
});
