import { randomUUID } from 'node:crypto';
import { Duplex } from 'node:stream';

import { type BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';

import { AppendOutcomeUnknown } from '../errors';
import { type StreamName } from '../event-store.port';
import { AppendStream } from './append-stream';
import { type BatchCall } from './wire-client';

const append = {
  stream: 'site-1' as StreamName,
  expected: 'no-stream' as const,
  events: [{ id: randomUUID(), type: 'Noted', data: '{}', metadata: '{}' }],
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
  const appends = new AppendStream(() => Promise.resolve(callAnswering(answer)));
  await expect(appends.append(append)).rejects.toBeInstanceOf(AppendOutcomeUnknown);
});

function success(): BatchAppendResp {
  return new BatchAppendResp().setSuccess(new BatchAppendResp.Success().setCurrentRevision('0'));
}
