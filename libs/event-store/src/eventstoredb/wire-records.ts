import { type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type UUID } from '@eventstore/db-client/generated/shared_pb';

import { type NewEvent, type StreamName } from '../event-store.port';
import { logPosition } from './wire-positions';

/** An event as the server has it; without a token, for that needs the store's identity. */
export interface LogRecord extends NewEvent {
  readonly stream: StreamName;
  readonly revision: bigint;
  readonly position: bigint;
}

/** What is read of a stream that is not there, to be told from one that goes no further. */
export const NO_STREAM: readonly LogRecord[] = Object.freeze([]);

/** Where an append stands, of its last event. */
export interface Appended {
  readonly revision: bigint;
  readonly position: bigint;
}

/** Undefined when the answer does not say where, which the protocol allows. */
export function appendedOf(success: BatchAppendResp.Success): Appended | undefined {
  const position = success.getPosition();
  if (position === undefined) return undefined;
  return {
    revision: BigInt(success.getCurrentRevision()),
    position: logPosition({
      commit: position.getCommitPosition(),
      prepare: position.getPreparePosition(),
    }),
  };
}

export function textOf(id: UUID | undefined): string {
  return id?.getString() ?? '';
}
