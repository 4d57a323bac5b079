import { type ToldEvent } from './feed-pages';
import { type Random } from './seeded-random';

/** A reader of the feed whom a bad network cuts off again and again. */
export interface InterruptedReader {
  readonly url: string;
  readonly token: string;
  readonly random: Random;
  /** So often he is cut off before he may read to the end. */
  readonly cuts: number;
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

/** Page by page; every other request or so is cut off before its answer is there, or whole. */
export async function readPages(reader: InterruptedReader): Promise<Received> {
  const { url, random } = reader;
  const events: ToldEvent[] = [];
  let cuts = 0;
  let position: string | undefined;
  while (cuts < reader.cuts || !isAtEnd(events, reader)) {
    const isCut = cuts < reader.cuts && random() < 0.6;
    const limit = 1 + Math.floor(random() * 20);
    const after = position === undefined ? '' : `&after=${position}`;
    const signal = isCut ? AbortSignal.timeout(Math.floor(random() * CUT_WITHIN_MS)) : null;
    try {
      const answer = await fetch(`${url}?limit=${limit}${after}`, {
        headers: head(reader),
        signal,
      });
      if (answer.status !== 200) throw new Refused(answer.status, await answer.text());
      const page = (await answer.json()) as { items: FedEvent[]; position: string | null };
      events.push(...page.items.map(toldOf));
      position = page.position ?? undefined;
    } catch (error) {
      if (error instanceof Refused) throw error;
      cuts += 1;
      reader.onCut(cuts);
    }
  }
  return { events, cuts };
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
  const taken: ToldEvent[] = [];
  let text = '';
  try {
    const answer = await fetch(`${reader.url}/stream`, { headers, signal: cutting.signal });
    if (answer.status !== 200 || answer.body === null) {
      throw new Refused(answer.status, await answer.text());
    }
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + String(chunk)).split('\n\n');
      text = blocks.pop() ?? '';
      taken.push(...blocks.flatMap(eventIn).slice(0, most - taken.length));
      if (taken.length >= most || taken.at(-1)?.position === reader.last()) break;
    }
  } catch (error) {
    if (error instanceof Refused || !cutting.signal.aborted) throw error;
  } finally {
    clearTimeout(cut);
    cutting.abort();
  }
  return taken;
}

class Refused extends Error {
  constructor(status: number, text: string) {
    super(`refused by ${status}: ${text}`);
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
  const [, data] = /^event: event\nid: .+\ndata: (.+)$/m.exec(block) ?? [];
  return data === undefined ? [] : [toldOf(JSON.parse(data) as FedEvent)];
}

function toldOf({ id, position, type, accountid }: FedEvent): ToldEvent {
  return { id, position, type, accountId: accountid ?? null };
}
