import { setTimeout as pause } from 'node:timers/promises';
import { once } from 'node:events';
import { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { type ServerWritableStream } from '@grpc/grpc-js';

import { caughtUp, fellBehind } from './read-answers';
import { answersOfRead } from './reads';
import { answersOfSubscription, subscriptionRequestOf } from './subscriptions';
import { arrive, type ServiceContext } from './service-context';
import { type Method } from './faults';
import { refusal, refusalOf } from './refusals';

type Call = ServerWritableStream<ReadReq, ReadResp>;
type Answers = Iterable<ReadResp> | AsyncIterable<ReadResp>;

const IN_STREAMS = [
  'slow-stream',
  'stall-stream',
  'end-stream',
  'drop-stream',
  'fall-behind',
] as const;

/** Bounded reads and subscriptions, which the protocol has as one call. */
export function readHandler(context: ServiceContext) {
  return (call: Call): void => {
    const gone = new AbortController();
    call.on('cancelled', () => gone.abort());
    serve(context, call, gone.signal).catch((error: unknown) => {
      if (!gone.signal.aborted) call.emit('error', refusalOf(error));
    });
  };
}

async function serve(context: ServiceContext, call: Call, signal: AbortSignal): Promise<void> {
  const options = call.request.getOptions();
  if (options === undefined) throw refusal('broken-request');
  const method = options.hasSubscription() ? 'subscribe' : 'read';
  if (arrive(context, method) === 'lost') return;
  const answers: Answers =
    method === 'read'
      ? answersOfRead(context.log, options)
      : answersOfSubscription(context.log, subscriptionOf(context, options), signal);
  const write = async (answer: ReadResp): Promise<void> => {
    if (!call.write(answer)) await once(call, 'drain', { signal });
  };
  if ((await give(answers, write, () => passageOf(context, method))) === 'ends') call.end();
}

type End = 'stalls' | 'ends';
type Passage = 'passes' | End | { readonly behindMs: number };

/** Gives answer after answer as they are drained, each event if it may pass. */
async function give(
  answers: Answers,
  write: (answer: ReadResp) => Promise<void>,
  nextPassage: () => Promise<Passage>,
): Promise<End> {
  for await (const answer of answers) {
    const passage = answer.hasEvent() ? await nextPassage() : 'passes';
    if (passage === 'stalls' || passage === 'ends') return passage;
    if (passage === 'passes') await write(answer);
    else for await (const each of aroundLag(answer, passage.behindMs)) await write(each);
  }
  return 'ends';
}

async function* aroundLag(answer: ReadResp, behindMs: number): AsyncGenerator<ReadResp> {
  yield fellBehind();
  yield answer;
  await pause(behindMs);
  yield caughtUp();
}

function subscriptionOf({ faults }: ServiceContext, options: ReadReq.Options) {
  const isResumed = options.getAll()?.hasPosition() === true;
  const isInclusive = isResumed && faults.strike(['deliver-twice'], 'subscribe') !== undefined;
  return subscriptionRequestOf(options, isInclusive);
}

/** What becomes of the next event of a stream. */
async function passageOf({ faults }: ServiceContext, method: Method): Promise<Passage> {
  const fault = faults.strike(IN_STREAMS, method);
  if (fault === undefined) return 'passes';
  const { kind, delayMs = 0 } = fault;
  switch (kind) {
    case 'stall-stream':
      return 'stalls';
    case 'end-stream':
      return 'ends';
    case 'drop-stream':
      throw refusal('consumer-too-slow');
    case 'slow-stream':
      await pause(delayMs);
      return 'passes';
    case 'fall-behind':
      return { behindMs: delayMs };
  }
}
