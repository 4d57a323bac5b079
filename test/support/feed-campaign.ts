import { setTimeout as pause } from 'node:timers/promises';

import { foretold, type ToldEvent } from './feed-pages';
import { addCharger, editCharger, granted, openGarage } from './garage';
import {
  type InterruptedReader,
  readPages,
  readStreams,
  type Received,
} from './interrupted-readers';
import { SEED, seededRandom } from './seeded-random';
import { type TestService } from './test-service';

interface FeedCampaign {
  readonly service: TestService;
  readonly url: string;
  readonly seed: number;
  readonly writers: number;
  /** So often each reader is cut off. */
  readonly cuts: number;
  readonly withinMs: number;
}

interface FeedVerdict {
  readonly log: readonly ToldEvent[];
  readonly byPages: Received;
  readonly byStreams: Received;
}

/** Readers are cut off, not overtaken: the log is not to grow without bound before they end. */
const WRITE_EVERY_MS = 500;

/**
 * A reader of pages and a reader of streams, both cut off while writers write. Nobody cuts the
 * store, so nobody may be told that it is away. When one of them fails all of them end, and all
 * have ended when this does. @throws what failed first
 */
async function runFeedCampaign(campaign: FeedCampaign): Promise<FeedVerdict> {
  const { service, cuts, withinMs } = campaign;
  const failing = new AbortController();
  const fail = (reason: unknown): void => failing.abort(reason);
  const cutOff = [0, 0];
  const late = setTimeout(() => {
    const soFar = `${cutOff.join(' and ')} of ${cuts} cuts`;
    fail(new Error(`it was not over within ${withinMs} ms: ${soFar}`));
  }, withinMs);
  let log: readonly ToldEvent[] = [];
  const isOver = (): boolean => failing.signal.aborted || cutOff.every((count) => count >= cuts);
  const readerAt = (number: number): Promise<InterruptedReader> =>
    readerOf(campaign, number, {
      signal: failing.signal,
      onCut: (count) => (cutOff[number] = count),
      last: () => log.at(-1)?.position,
    });
  try {
    const [pages, streams] = await Promise.all([readerAt(0), readerAt(1)]);
    const write = async (): Promise<void> => {
      await writeUntil(campaign, isOver);
      log = await foretold(service);
    };
    const [byPages, byStreams] = await allOrFirstFailure(
      [readPages(pages), readStreams(streams), write()] as const,
      fail,
    );
    return { log, byPages, byStreams };
  } finally {
    clearTimeout(late);
  }
}

/** Both readers received what the log has, each cut off as often as it was to be. */
export async function assertFeedReceived(
  service: TestService,
  bounds: Pick<FeedCampaign, 'writers' | 'cuts' | 'withinMs'>,
): Promise<void> {
  const url = await service.listen();
  const campaign = { service, url, seed: SEED, ...bounds };
  const { log, byPages, byStreams } = await runFeedCampaign(campaign);
  expect(byPages.events).toEqual(log);
  expect(byStreams.events).toEqual(log);
  expect(Math.min(byPages.cuts, byStreams.cuts)).toBeGreaterThanOrEqual(bounds.cuts);
}

/** Waits for all, also when one of them has failed. @throws what failed first */
async function allOrFirstFailure<Works extends readonly Promise<unknown>[]>(
  works: Works,
  onFailure: (reason: unknown) => void,
): Promise<{ -readonly [Index in keyof Works]: Awaited<Works[Index]> }> {
  for (const work of works) work.catch(onFailure);
  await Promise.allSettled(works);
  return Promise.all(works);
}

async function readerOf(
  { service, url, seed, cuts }: FeedCampaign,
  number: number,
  told: Pick<InterruptedReader, 'signal' | 'onCut' | 'last'>,
): Promise<InterruptedReader> {
  const token = await service.token({ '*': ['service'] });
  const random = seededRandom(seed + number);
  return { url: `${url}/v1/events`, token, random, cuts, ...told };
}

async function writeUntil(
  { service, writers }: FeedCampaign,
  isOver: () => boolean,
): Promise<void> {
  const operator = await service.person({ '*': ['administrator'] });
  const write = async (): Promise<void> => {
    // To each his own: one panel would be full before a long campaign is over.
    const garage = await openGarage(operator);
    while (!isOver()) {
      const added = await addCharger(operator, garage, { limitAmps: 6 });
      await granted(editCharger(operator, added, { alias: 'North', scope: { kind: 'closed' } }));
      await pause(WRITE_EVERY_MS);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}
