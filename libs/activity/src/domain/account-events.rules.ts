/** The categories of the streams that belong to accounts. */
const OWNED: ReadonlySet<string> = new Set(['account', 'site', 'driver', 'group']);
/** Of these everybody reads what belongs to no account, because accounts' things name it. */
const COMMON: ReadonlySet<string> = new Set(['group', 'ratePlan']);
/** It names no account, and belongs where the stream belongs. */
const KERNELS_OWN = 'ClaimAbandoned';

/** What must be known of an event to tell whose it is. */
export interface OwnedEvent {
  readonly stream: string;
  readonly type: string;
  /** Undefined where its metadata is not ours. */
  readonly accountId: string | null | undefined;
}

/** Tells the events of an account from others; it is shown the log from its start, in order. */
export class AccountEvents {
  private readonly streams = new Set<string>();

  constructor(private readonly accountId: string) {}

  /** True for what the account's own say, and for what of all accounts their things may name. */
  belongs({ stream, type, accountId }: OwnedEvent): boolean {
    const category = stream.slice(0, stream.indexOf('-'));
    if (type === KERNELS_OWN) return this.streams.has(stream);
    if (accountId === null && COMMON.has(category)) return true;
    const isOwn = accountId === this.accountId && OWNED.has(category);
    if (isOwn) this.streams.add(stream);
    else this.streams.delete(stream);
    return isOwn;
  }
}
