import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { type BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Code } from '@eventstore/db-client/generated/code_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import {
  AccessDenied,
  AllStreamPosition,
  BadRequest,
  MaximumAppendSizeExceeded,
  Timeout,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { status } from '@grpc/grpc-js';

import { type CallRefused, refusal } from './refusals';
import { type Append, type StoredEvent } from './stored-log';
import { MAX_APPEND_BYTES } from './append-requests';
import { setPlace, streamIdentifier } from './read-answers';

interface Detail {
  serializeBinary(): Uint8Array;
}

export function batchAnswer(
  request: BatchAppendReq,
  stream: string,
  outcome: StoredEvent | Status,
): BatchAppendResp {
  const answer = new BatchAppendResp()
    .setCorrelationId(request.getCorrelationId())
    .setStreamIdentifier(streamIdentifier(stream));
  if (outcome instanceof Status) return answer.setError(outcome);
  const { revision, position } = outcome;
  const place = { commit: position, prepare: position };
  const success = new BatchAppendResp.Success()
    .setCurrentRevision(String(revision))
    .setPosition(setPlace(new AllStreamPosition(), place));
  return answer.setSuccess(success);
}

export function wrongExpectedVersion(expected: Append['expected'], current: number): Status {
  const detail = new WrongExpectedVersion();
  if (current < 0) detail.setCurrentNoStream(new Empty());
  else detail.setCurrentStreamRevision(String(current));
  if (expected === 'any') detail.setExpectedAny(new Empty());
  else if (expected === 'stream-exists') detail.setExpectedStreamExists(new Empty());
  else if (expected === 'no-stream') detail.setExpectedNoStream(new Empty());
  else detail.setExpectedStreamPosition(String(expected));
  return failure(Code.ALREADY_EXISTS, 'WrongExpectedVersion', detail);
}

function accessDenied(): Status {
  return failure(Code.PERMISSION_DENIED, 'AccessDenied', new AccessDenied());
}

export function timedOut(): Status {
  return failure(Code.DEADLINE_EXCEEDED, 'Timeout', new Timeout());
}

export function tooLarge(): Status {
  const detail = new MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES);
  return failure(Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', detail);
}

export function badRequest(message: string): Status {
  return failure(Code.INVALID_ARGUMENT, 'BadRequest', new BadRequest().setMessage(message));
}

/**
 * Some refusals are said of one append and the call goes on; undefined for those that end it. What
 * the server did not even try has no type, the words alone say why.
 */
export function statusOfRefusal({ code, details }: CallRefused): Status | undefined {
  if (code === status.PERMISSION_DENIED) return accessDenied();
  const isUntried = [refusal('not-ready'), refusal('no-leader-info')].some(
    (untried) => untried.details === details,
  );
  if (!isUntried) return undefined;
  const packed = new Any();
  packed.pack(new Empty().serializeBinary(), 'google.protobuf.Empty');
  return new Status().setMessage(details).setDetails(packed);
}

function failure(code: Code, name: string, detail: Detail): Status {
  const packed = new Any();
  packed.pack(detail.serializeBinary(), `event_store.client.${name}`);
  return new Status().setCode(code).setMessage(name).setDetails(packed);
}
