import { Lanes } from './lanes.state';
import { type FedEvent } from './page.state';
import { retryDelayMs } from './retry.rules';

function event(number: number, thing: string): FedEvent {
  return { id: `e${number}`, position: `p${number}`, thing, text: '{}' };
}

const [first, second, third, other] = [
  event(1, 'a'),
  event(2, 'a'),
  event(4, 'a'),
  event(3, 'b'),
] as const;

function filled(): Lanes {
  const lanes = new Lanes('p0');
  lanes.add([first, second, other], 'p3');
  lanes.add([third], 'p5');
  return lanes;
}

describe('lanes', () => {
  it('give one event of each thing at a time, in the order of the log', () => {
    const lanes = filled();
    expect(lanes.take(0, 8)).toEqual([first, other]);
    expect(lanes.take(0, 8)).toEqual([]);
    lanes.succeeded(first);
    expect(lanes.take(0, 8)).toEqual([second]);
    lanes.succeeded(other);
    lanes.succeeded(second);
    expect(lanes.take(0, 8)).toEqual([third]);
  });

  it('give so many at most', () => {
    const lanes = filled();
    expect(lanes.take(0, 1)).toEqual([first]);
    expect(lanes.take(0, 0)).toEqual([]);
    expect(lanes.take(0, 1)).toEqual([other]);
  });

  it('tell how much waits in them', () => {
    const lanes = filled();
    expect([lanes.size, lanes.textLength]).toEqual([4, 8]);
    lanes.take(0, 8);
    lanes.failed(first, 0);
    lanes.succeeded(other);
    expect([lanes.size, lanes.textLength]).toEqual([3, 6]);
  });

  it('let one that fails wait, longer each time, and no other', () => {
    const lanes = filled();
    lanes.take(0, 8);
    expect(lanes.failed(first, 1_000)).toBe('again');
    lanes.succeeded(other);
    expect([lanes.failures, lanes.nextDueMs]).toEqual([1, 6_000]);
    expect(lanes.take(5_999, 8)).toEqual([]);
    expect(lanes.take(6_000, 8)).toEqual([first]);
    expect(lanes.failed(first, 6_000)).toBe('again');
    expect(lanes.nextDueMs).toBe(36_000);
    expect(lanes.take(36_000, 8)).toEqual([first]);
    lanes.succeeded(first);
    expect([lanes.failures, lanes.nextDueMs]).toEqual([0, 0]);
  });

  it('give up after a day and more of failures', () => {
    const lanes = new Lanes('p0');
    lanes.add([first, second], 'p2');
    let nowMs = 0;
    for (let failures = 1; ; failures += 1) {
      expect(lanes.take(nowMs, 8)).toEqual([first]);
      if (lanes.failed(first, nowMs) === 'given-up') break;
      expect(lanes.nextDueMs).toBe(nowMs + (retryDelayMs(failures) ?? 0));
      nowMs = lanes.nextDueMs ?? 0;
    }
    expect(nowMs).toBeGreaterThan(24 * 3_600_000);
  });

  it('tell up to where all was delivered, whatever was delivered behind that', () => {
    const lanes = filled();
    expect(lanes.delivered).toBe('p0');
    lanes.take(0, 8);
    lanes.succeeded(other);
    expect(lanes.delivered).toBe('p0');
    lanes.succeeded(first);
    expect(lanes.delivered).toBe('p1');
    lanes.take(0, 8);
    lanes.succeeded(second);
    expect(lanes.delivered).toBe('p3');
    lanes.take(0, 8);
    lanes.succeeded(third);
    expect([lanes.delivered, lanes.size, lanes.nextDueMs]).toEqual(['p5', 0, undefined]);
  });
});
