import { type ToldEvent } from './feed-pages';
import { type Random } from './seeded-random';

/** A reader of the feed whom a bad network cuts off again and again. */
export interface InterruptedReader {
  readonly url: string;
  readonly token: string;
  readonly random: Random;
  /** So often he is cut off before he may read to the end. */
  readonly cuts: number;
  /** Ends the reader, with its reason. */
  readonly signal: AbortSignal;
  /** Told how often he has been cut off. */
  onCut(cuts: number): void;
  /** Position of the last event, once nobody writes any more. */
  last(): string | undefined;
}

export interface Received {
  readonly events: readonly ToldEvent[];
  readonly cuts: number;
}

interface FedEvent {
  readonly id: string;
  readonly position: string;
  readonly type: string;
  readonly accountid?: string;
}

const CUT_WITHIN_MS = 25;
const MAX_EVENTS_OF_A_STREAM = 6;
/** Where nothing more comes, or not even an answer. */
const LONGEST_STREAM_MS = 3_000;

interface Page {
  readonly items: readonly FedEvent[];
  readonly position: string | null;
}

/** Page by page; every other request or so is cut off before its answer is there, or whole. */
export async function readPages(reader: InterruptedReader): Promise<Received> {
  const { random } = reader;
  const events: ToldEvent[] = [];
  let cuts = 0;
  let position: string | null = null;
  while (cuts < reader.cuts || !isAtEnd(events, reader)) {
    const isCut = cuts < reader.cuts && random() < 0.6;
    const cut = isCut ? AbortSignal.timeout(Math.floor(random() * CUT_WITHIN_MS)) : undefined;
    const page = await pageUnlessCut(reader, position, cut);
    if (page === undefined) {
      cuts += 1;
      reader.onCut(cuts);
    } else {
      events.push(...page.items.map(toldOf));
      ({ position } = page);
    }
  }
  return { events, cuts };
}

/** Undefined when the request was cut off, before its answer was there or in the middle of it. */
async function pageUnlessCut(
  reader: InterruptedReader,
  position: string | null,
  cut: AbortSignal | undefined,
): Promise<Page | undefined> {
  const limit = 1 + Math.floor(reader.random() * 20);
  const after = position === null ? '' : `&after=${position}`;
  const signal = AbortSignal.any([reader.signal, ...(cut === undefined ? [] : [cut])]);
  try {
    const url = `${reader.url}?limit=${limit}${after}`;
    const answer = await fetch(url, { headers: head(reader), signal });
    await requireGranted(answer);
    return (await answer.json()) as Page;
  } catch (error) {
    if (isBy(cut, reader, error)) return undefined;
    throw error;
  }
}

/** By streams, each of which breaks off behind some events, and is gone on with behind the last. */
export async function readStreams(reader: InterruptedReader): Promise<Received> {
  const events: ToldEvent[] = [];
  let cuts = 0;
  while (cuts < reader.cuts || !isAtEnd(events, reader)) {
    const some = Math.floor(reader.random() * MAX_EVENTS_OF_A_STREAM);
    const most = reader.last() === undefined ? some : Infinity;
    events.push(...(await someOfStream(reader, events.at(-1)?.position, most)));
    cuts += 1;
    reader.onCut(cuts);
  }
  return { events, cuts };
}

/** As many at most, and none behind what is the last. */
async function* wantedOf(
  events: AsyncIterable<ToldEvent>,
  reader: InterruptedReader,
  most: number,
): AsyncGenerator<ToldEvent> {
  let count = 0;
  for await (const event of events) {
    if (count === most) return;
    count += 1;
    yield event;
    if (event.position === reader.last()) return;
  }
}

/** What comes before the cut: `most` events, or all up to the end. */
async function someOfStream(
  reader: InterruptedReader,
  lastSeen: string | undefined,
  most: number,
): Promise<readonly ToldEvent[]> {
  const cutting = new AbortController();
  const cut = setTimeout(() => cutting.abort(), LONGEST_STREAM_MS);
  const seen = lastSeen !== undefined && { 'last-event-id': lastSeen };
  const headers = { ...head(reader), ...seen };
  const signal = AbortSignal.any([reader.signal, cutting.signal]);
  const taken: ToldEvent[] = [];
  try {
    const answer = await fetch(`${reader.url}/stream`, { headers, signal });
    await requireGranted(answer);
    for await (const event of wantedOf(eventsIn(answer), reader, most)) taken.push(event);
  } catch (error) {
    if (!isBy(cutting.signal, reader, error)) throw error;
  } finally {
    clearTimeout(cut);
    cutting.abort();
  }
  return taken;
}

/** True for what a cut has done, and not what the service said or what ends the reader. */
function isBy(
  cut: AbortSignal | undefined,
  { signal }: InterruptedReader,
  error: unknown,
): boolean {
  return cut?.aborted === true && !signal.aborted && !(error instanceof Refused);
}

async function* eventsIn({ body }: Response): AsyncGenerator<ToldEvent> {
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (text + String(chunk)).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) yield* eventIn(block);
  }
}

async function requireGranted(answer: Response): Promise<void> {
  if (answer.status !== 200) throw new Refused(answer.status, await answer.text());
}

/** What no network does to a reader: the service has refused him, or has closed his stream. */
class Refused extends Error {
  constructor(how: number | 'a close', text: string) {
    super(`refused by ${how}: ${text}`);
  }
}

function isAtEnd(events: readonly ToldEvent[], reader: InterruptedReader): boolean {
  const last = reader.last();
  return last !== undefined && events.at(-1)?.position === last;
}

function head({ token }: InterruptedReader): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

function eventIn(block: string): readonly ToldEvent[] {
  if (block.startsWith('event: close')) throw new Refused('a close', block);
  const [, data] = /^event: event\nid: .+\ndata: (.+)$/m.exec(block) ?? [];
  return data === undefined ? [] : [toldOf(JSON.parse(data) as FedEvent)];
}

function toldOf({ id, position, type, accountid }: FedEvent): ToldEvent {
  return { id, position, type, accountId: accountid ?? null };
}
