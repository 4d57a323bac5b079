import { OutageNotices } from './outage-notices';

const WORDS = { began: 'it is away', ended: 'it answers again, after' };

let nowMs: number;
let told: string[];
let notices: OutageNotices;

beforeEach(() => {
  nowMs = 5_000;
  told = [];
  notices = new OutageNotices(
    WORDS,
    (text, cause) => told.push(typeof cause === 'string' ? `${text}: ${cause}` : text),
    () => nowMs,
  );
});

test('an outage is told of once when it begins, and once when it is over', () => {
  for (let count = 0; count < 100; count += 1) {
    notices.noteFailure('refused');
    nowMs += 123;
  }
  expect(told).toEqual(['it is away: refused']);
  nowMs += 1_000;
  notices.noteAnswer();
  notices.noteAnswer();
  expect(told).toEqual(['it is away: refused', 'it answers again, after 12.2 s']);
});

test('a call that gets through between others that fail does not end it', () => {
  for (let count = 0; count < 5; count += 1) {
    notices.noteFailure('refused');
    nowMs += 500;
    notices.noteAnswer();
  }
  expect(told).toEqual(['it is away: refused']);
});

test('the next outage is told of again', () => {
  notices.noteFailure('refused');
  nowMs += 1_000;
  notices.noteAnswer();
  notices.noteFailure('reset');
  expect(told.at(-1)).toBe('it is away: reset');
});

test('where there was none, an answer is nothing to tell', () => {
  notices.noteAnswer();
  expect(told).toEqual([]);
});
