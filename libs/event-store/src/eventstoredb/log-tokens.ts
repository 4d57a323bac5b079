import { type Position, type RecordedEvent } from '../event-store.port';
import { judgeToken, placeOf, positionToken, type TokenForm } from '../position-token';
import { type PositionVerdict } from '../event-store.port';
import { type FoundIdentity } from './store-identity';
import { type LogRecord } from './wire-records';

/** Between the log's own numbers and the tokens that the port gives out. */
export class LogTokens {
  readonly #form: TokenForm;
  readonly #followed = new WeakMap<LogRecord, RecordedEvent>();

  constructor(private readonly identity: FoundIdentity) {
    this.#form = { storeId: identity.storeId, digits: 40 };
  }

  token(position: bigint): Position {
    return positionToken(this.#form, { position, incarnation: this.incarnationAt(position) });
  }

  /** Equal for all who follow the log: what is made of it, as its parsed text, can be shared. */
  followedEvent(record: LogRecord): RecordedEvent {
    const followed = this.#followed.get(record) ?? this.event(record);
    this.#followed.set(record, followed);
    return followed;
  }

  /** Member by member: to spread a record takes longer than to read it. */
  event({ id, type, data, metadata, stream, revision, position }: LogRecord): RecordedEvent {
    return { id, type, data, metadata, stream, revision, position: this.token(position) };
  }

  /** Undefined for what is no token of this store. */
  positionOf(token: string): bigint | undefined {
    return placeOf(token, this.#form)?.position;
  }

  judge(token: string, head: bigint): PositionVerdict {
    // Others may have written before the store was named: that belongs to the first incarnation.
    const starts = [0n, ...this.identity.starts.slice(1)];
    return judgeToken(token, { ...this.#form, starts, head });
  }

  private incarnationAt(position: bigint): number {
    const later = this.identity.starts.findIndex((start) => start > position);
    return Math.max(1, later < 0 ? this.identity.starts.length : later);
  }
}
