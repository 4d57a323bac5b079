import { foretold, type ToldEvent } from './feed-pages';
import { addCharger, editCharger, granted, openGarage } from './garage';
import {
  type InterruptedReader,
  readPages,
  readStreams,
  type Received,
} from './interrupted-readers';
import { seededRandom } from './seeded-random';
import { type TestService } from './test-service';

export interface FeedCampaign {
  readonly service: TestService;
  readonly url: string;
  readonly seed: number;
  readonly writers: number;
  /** So often each reader is cut off. */
  readonly cuts: number;
}

export interface FeedVerdict {
  readonly log: readonly ToldEvent[];
  readonly byPages: Received;
  readonly byStreams: Received;
}

/** A reader of pages and a reader of streams, both cut off while writers write. */
export async function runFeedCampaign(campaign: FeedCampaign): Promise<FeedVerdict> {
  const { service, cuts } = campaign;
  const cutOff = [0, 0];
  let log: readonly ToldEvent[] | undefined;
  const areCut = (): boolean => cutOff.every((count) => count >= cuts);
  const [pages, streams] = await Promise.all(
    cutOff.map((_, number) =>
      readerOf(campaign, number, {
        onCut: (count) => (cutOff[number] = count),
        last: () => log?.at(-1)?.position,
      }),
    ),
  );
  if (pages === undefined || streams === undefined) throw new Error('there are two readers');
  const writing = writeUntil(campaign, areCut).then(async () => (log = await foretold(service)));
  const reading = Promise.all([readPages(pages), readStreams(streams)]);
  const [[byPages, byStreams], told] = await Promise.all([reading, writing]);
  return { log: told, byPages, byStreams };
}

async function readerOf(
  { service, url, seed, cuts }: FeedCampaign,
  number: number,
  told: Pick<InterruptedReader, 'onCut' | 'last'>,
): Promise<InterruptedReader> {
  const token = await service.token({ '*': ['service'] }, { ttlSeconds: 3_600 });
  const random = seededRandom(seed + number);
  return { url: `${url}/v1/events`, token, random, cuts, ...told };
}

async function writeUntil(
  { service, writers }: FeedCampaign,
  isOver: () => boolean,
): Promise<void> {
  const operator = await service.person({ '*': ['administrator'] });
  const garage = await openGarage(operator);
  const write = async (): Promise<void> => {
    while (!isOver()) {
      const added = await addCharger(operator, garage, { limitAmps: 6 });
      await granted(editCharger(operator, added, { alias: 'North', scope: { kind: 'closed' } }));
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
}
