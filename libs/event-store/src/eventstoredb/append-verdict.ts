import {
  MaximumAppendSizeExceeded,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { type Status } from '@eventstore/db-client/generated/status_pb';

import { sizeOf } from '../append-bounds';
import {
  AppendOutcomeUnknown,
  EventTooLarge,
  StoreUnavailable,
  StreamCut,
  WrongExpectedRevision,
} from '../errors';
import { accessDenied, Declined } from './wire-errors';
import { type Append } from './wire-requests';

type Judge = (append: Append, status: Status) => Error | undefined;

/** By the type of the status's details; the server says busy and not ready without one. */
const JUDGES: Readonly<Record<string, Judge>> = {
  WrongExpectedVersion: wrongRevision,
  MaximumAppendSizeExceeded: tooLarge,
  AccessDenied: (_, status) => accessDenied(wordsOf(status)),
  Timeout: unknownOutcome,
  Unknown: unknownOutcome,
  BadRequest: (_, status) => new TypeError(`EventStoreDB refuses the append: ${wordsOf(status)}`),
  StreamDeleted: ({ stream }) => new StreamCut(stream, 'its events were deleted'),
};

/** What the server says of an append that it did not take, as an error of the port. */
export function refusalOf(append: Append, status: Status): Error {
  const judge = JUDGES[detailsOf(status)];
  return judge?.(append, status) ?? new StoreUnavailable(new Declined(wordsOf(status)));
}

function wrongRevision({ stream, expected }: Append, status: Status): Error | undefined {
  const found = status
    .getDetails()
    ?.unpack(
      (bytes) => WrongExpectedVersion.deserializeBinary(bytes),
      'event_store.client.WrongExpectedVersion',
    );
  if (found === null || found === undefined) return undefined;
  const actual = found.hasCurrentStreamRevision()
    ? BigInt(found.getCurrentStreamRevision())
    : 'no-stream';
  return new WrongExpectedRevision(stream, expected, actual);
}

/** The server may be set to less than our own bounds; what a copy appends is held to others. */
function tooLarge({ stream, events }: Append, status: Status): Error {
  const bound = status
    .getDetails()
    ?.unpack(
      (bytes) => MaximumAppendSizeExceeded.deserializeBinary(bytes),
      'event_store.client.MaximumAppendSizeExceeded',
    );
  const sizeBytes = events.reduce((sum, event) => sum + sizeOf(event), 0);
  return new EventTooLarge(stream, sizeBytes, bound?.getMaxappendsize() ?? 0);
}

function unknownOutcome({ stream }: Append, status: Status): Error {
  return new AppendOutcomeUnknown(stream, new Declined(wordsOf(status)));
}

function detailsOf(status: Status): string {
  const name = status.getDetails()?.getTypeName() ?? '';
  return name.slice(name.lastIndexOf('.') + 1);
}

function wordsOf(status: Status): string {
  return status.getMessage() || `status ${status.getCode()}`;
}
