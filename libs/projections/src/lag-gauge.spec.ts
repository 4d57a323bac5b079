import { type Position } from '@chargebook/event-store';

import { LagGauge } from './lag-gauge';

const at = (number: number): Position => String(number).padStart(4, '0') as Position;

describe('the lag of a group', () => {
  let nowMs = 0;
  let gauge: LagGauge;

  beforeEach(() => {
    nowMs = 5_000;
    gauge = new LagGauge(() => nowMs);
  });

  it('is nothing at the head', () => {
    expect(gauge.sample('boxes', { position: at(5), head: at(5) })).toBe(0);
  });

  it('counts from when the head that is not reached was first seen', () => {
    gauge.sample('boxes', { position: at(4), head: at(5) });
    nowMs += 700;
    expect(gauge.sample('boxes', { position: at(4), head: at(9) })).toBe(700);
  });

  it('counts anew for a later head once the former one is reached', () => {
    gauge.sample('boxes', { position: undefined, head: at(5) });
    nowMs += 700;
    expect(gauge.sample('boxes', { position: at(5), head: at(9) })).toBe(0);
    nowMs += 30;
    expect(gauge.sample('boxes', { position: at(6), head: at(9) })).toBe(30);
    expect(gauge.sample('boxes', { position: at(9), head: at(9) })).toBe(0);
  });
});
