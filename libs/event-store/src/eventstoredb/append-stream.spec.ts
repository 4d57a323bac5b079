import { randomUUID } from 'node:crypto';
import { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { MaximumAppendSizeExceeded } from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { type BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Any } from 'google-protobuf/google/protobuf/any_pb';

import { AppendOutcomeUnknown, EventTooLarge, StreamCut } from '../errors';
import { type StreamName } from '../event-store.port';
import { AppendStream } from './append-stream';
import { type BatchCall } from './wire-client';

const append = {
  stream: 'site-1' as StreamName,
  expected: 'no-stream' as const,
  events: [{ id: randomUUID(), type: 'Noted', data: '{}', metadata: '{}' }] as const,
};

let breaks = 0;
const onBreak = (): void => {
  breaks += 1;
};

/** A call whose server answers each append by that, under the append's own id. */
function callAnswering(answer: () => BatchAppendResp): BatchCall {
  const call = new Duplex({
    objectMode: true,
    read: () => undefined,
    write(request: BatchAppendReq, _encoding, done) {
      call.push(answer().setCorrelationId(request.getCorrelationId()));
      done();
    },
  });
  return call as unknown as BatchCall;
}

test.each([
  ['does not say where it stands', () => success()],
  ['says neither yes nor no', () => new BatchAppendResp()],
])('the outcome of an append is unknown when the answer %s', async (_, answer) => {
  const appends = new AppendStream(() => Promise.resolve(callAnswering(answer)), onBreak);
  await expect(appends.append(append)).rejects.toBeInstanceOf(AppendOutcomeUnknown);
});

test('an append of a copy is refused when the server finds it large', async () => {
  const data = `"${'x'.repeat(100_000)}"`;
  const appends = new AppendStream(() => Promise.resolve(callAnswering(tooLarge)), onBreak);
  const refused = appends.append({ ...append, events: [{ ...append.events[0], data }] });
  await expect(refused).rejects.toEqual(new EventTooLarge(append.stream, 100_004, 65_536));
});

test('an append to a stream that was deleted for ever is refused, and names it', async () => {
  const deleted = () => refused('StreamDeleted', Uint8Array.of());
  const appends = new AppendStream(() => Promise.resolve(callAnswering(deleted)), onBreak);
  await expect(appends.append(append)).rejects.toEqual(
    new StreamCut(append.stream, 'its events were deleted'),
  );
});

test('an answer that cannot be read is the failure of its append alone', async () => {
  const appends = new AppendStream(() => Promise.resolve(callAnswering(unreadable)), onBreak);
  await expect(appends.append(append)).rejects.toThrow(/\S/);
});

test.each([
  ['breaks', (call: BatchCall) => call.destroy(new Error('gone'))],
  ['is ended by the server', (call: BatchCall) => call.push(null)],
])('is told of when the call %s while no append waits', async (_, leave) => {
  const call = callAnswering(() => new BatchAppendResp());
  const appends = new AppendStream(() => Promise.resolve(call), onBreak);
  await appends.append(append).catch(() => undefined);
  const before = breaks;
  leave(call);
  await nextTurn();
  expect(breaks).toBe(before + 1);
});

function tooLarge(): BatchAppendResp {
  const detail = new MaximumAppendSizeExceeded().setMaxappendsize(65_536).serializeBinary();
  return refused('MaximumAppendSizeExceeded', detail);
}

function unreadable(): BatchAppendResp {
  return refused('MaximumAppendSizeExceeded', Uint8Array.of(0xff));
}

function refused(name: string, detail: Uint8Array): BatchAppendResp {
  const packed = new Any();
  packed.pack(detail, `event_store.client.${name}`);
  return new BatchAppendResp().setError(new Status().setMessage(name).setDetails(packed));
}

function success(): BatchAppendResp {
  return new BatchAppendResp().setSuccess(new BatchAppendResp.Success().setCurrentRevision('0'));
}
