import { hash } from 'node:crypto';

import { type EventStore, type Position, type RecordedEvent } from '@chargebook/event-store';
import { EVENT_STORE } from '@chargebook/http';
import { Inject, Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';

import { AccountEvents } from '../domain/account-events.rules';

/** Changes with anything that a reader of an export must know of. */
const FORMAT = 'chargebook-export-1';

export interface ExportWish {
  readonly accountId: string;
  /** What stands behind it is told; all when not said. Both are good positions of the log. */
  readonly after?: Position | undefined;
  /** What stands up to it is told, itself too. */
  readonly until: Position;
}

/** An event as it is exported: what is stored, its texts read as JSON. */
interface Envelope {
  readonly id: string;
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: { readonly accountId?: string | null };
}

/** The events of an account, each bound to all before it by a digest. */
@Injectable()
export class ExportAccount {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /**
   * The lines, some at a time. Read from the start of the log in any case: so an export goes on
   * exactly where another one ends, and what was told once is told again bit for bit.
   * @throws StoreUnavailable
   */
  async *lines({ accountId, after, until }: ExportWish): AsyncGenerator<string> {
    const header = { format: FORMAT, accountId, storeId: this.store.identity.storeId };
    const chain = new Chain(textOf(header));
    if (after === undefined) yield `${textOf({ header })}\n`;
    const events = new AccountEvents(accountId);
    for await (const recorded of this.logUpTo(until)) {
      const own = recorded
        .flatMap((event) => envelopeOf(event, accountId) ?? [])
        .filter((envelope) => isOf(events, envelope));
      const lines = own.map((envelope) => ({ line: chain.add(envelope), at: envelope.position }));
      const told = lines.filter(({ at }) => after === undefined || at > after);
      if (told.length > 0) yield told.map(({ line }) => line).join('');
    }
    const { digest, events: count } = chain;
    yield `${textOf({ end: { digest, events: count, position: until } })}\n`;
  }

  private async *logUpTo(until: Position): AsyncGenerator<readonly RecordedEvent[]> {
    const reading = new AbortController();
    try {
      for await (const { events, position } of this.store.follow('start', reading.signal)) {
        yield events.filter((event) => event.position <= until);
        if (position >= until) return;
      }
    } finally {
      reading.abort();
    }
  }
}

/** A digest of all that was added, in order. */
class Chain {
  digest: string;
  events = 0;

  constructor(beginning: string) {
    this.digest = hash('sha256', beginning, 'hex');
  }

  add(event: Envelope): string {
    const text = textOf(event);
    this.digest = hash('sha256', `${this.digest}\n${text}`, 'hex');
    this.events += 1;
    // The members of a canonical object are in the order of their names.
    return `{"digest":"${this.digest}","event":${text}}\n`;
  }
}

/** By RFC 8785, so that whoever has the value has the bytes. */
function textOf(value: object): string {
  return canonicalize(value) ?? '';
}

function isOf(events: AccountEvents, { stream, type, metadata }: Envelope): boolean {
  return events.belongs({ stream, type, accountId: metadata.accountId });
}

/** Names no account, or may have moved to another one: such an event ends what is told. */
const MAY_BELONG = /"accountId":\s*null/;
const MAY_MOVE = /^(?:driver|group)-/;

/** Undefined for what can be told not to belong without reading it, or is not ours. */
function envelopeOf(recorded: RecordedEvent, accountId: string): Envelope | undefined {
  const { id, position, stream, type } = recorded;
  const isPossible =
    recorded.metadata.includes(accountId) ||
    MAY_BELONG.test(recorded.metadata) ||
    MAY_MOVE.test(stream);
  if (!isPossible) return undefined;
  try {
    const data: unknown = JSON.parse(recorded.data);
    const metadata = JSON.parse(recorded.metadata) as Envelope['metadata'] | null;
    if (metadata === null) return undefined;
    return { id, position, stream, revision: Number(recorded.revision), type, data, metadata };
  } catch {
    return undefined;
  }
}
