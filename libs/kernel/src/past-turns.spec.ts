import { StoreUnavailable, type StreamName } from '@chargebook/event-store';

import { type Cut } from './cut';
import { type Instant } from './envelope';
import { MAX_WAITING_ASKERS, PastTurns } from './past-turns';

const SITE = 'site-1' as StreamName;
const CUT: Cut = { kind: 'instant', instant: '2026-03-01T00:00:00.000Z' as Instant };

let turns: PastTurns;
let open: () => void;
let fail: (error: unknown) => void;

/** Is at work until it is let go. */
function begin(): Promise<void> {
  const gate = new Promise<void>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return turns.take(SITE, CUT, () => gate);
}

beforeEach(() => {
  turns = new PastTurns();
});

describe('The turns of those who ask for the past of a stream', () => {
  it('are refused beyond a bound, and there again when the others had theirs', async () => {
    const first = begin();
    const ask = () => turns.take(SITE, CUT, () => Promise.resolve('served'));
    const waiting = Array.from({ length: MAX_WAITING_ASKERS }, ask);
    await expect(ask()).rejects.toBeInstanceOf(StoreUnavailable);
    open();
    await first;
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['served']));
    expect(await ask()).toBe('served');
  });

  it('end for all who wait when the store is away, for one alone on another error', async () => {
    const faulty = begin();
    const served = turns.take(SITE, CUT, () => Promise.resolve('served'));
    fail(new Error('of this one'));
    await expect(faulty).rejects.toThrow('of this one');
    expect(await served).toBe('served');
    const away = begin();
    const late = turns.take(SITE, CUT, () => Promise.resolve('served'));
    fail(new StoreUnavailable('away'));
    await expect(away).rejects.toThrow('away');
    await expect(late).rejects.toThrow('away');
  });
});
