import { type ServerReadableStream, type sendUnaryData } from '@grpc/grpc-js';
import { type AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Empty } from '@eventstore/db-client/generated/shared_pb';

import { appendTooLarge, refusal, refusalOf } from './refusals';
import { arrive, type ServiceContext } from './service-context';
import {
  countedBytes,
  expectedBy,
  MAX_APPEND_BYTES,
  proposedEventOf,
  streamNamed,
} from './append-requests';
import { type Append, type AppendVerdict, type ProposedEvent } from './stored-log';
import { setPlace } from './read-answers';

type Call = ServerReadableStream<AppendReq, AppendResp>;
type Answer = sendUnaryData<AppendResp>;

/** The classic append: options, then events one by one, then one answer. */
export function appendHandler(context: ServiceContext) {
  return (call: Call, answer: Answer): void => {
    serve(context, call).then(
      (response) => response && answer(null, response),
      (error: unknown) => answer(refusalOf(error)),
    );
  };
}

async function serve(context: ServiceContext, call: Call): Promise<AppendResp | undefined> {
  if (arrive(context, 'append') === 'lost') return undefined;
  const append = await requestOf(call);
  const verdict = context.log.append(append);
  const fault = context.faults.strike(
    ['cut-after-commit', 'silence-after-commit', 'timeout-after-commit'],
    'append',
  );
  if (fault?.kind === 'timeout-after-commit') throw refusal('commit-timeout');
  if (fault?.kind === 'cut-after-commit') context.cutConnections();
  return fault === undefined ? answerOf(append, verdict) : undefined;
}

async function requestOf(call: Call): Promise<Append> {
  const events: ProposedEvent[] = [];
  let options: AppendReq.Options | undefined;
  for await (const message of call as AsyncIterable<AppendReq>) {
    options ??= message.getOptions();
    const proposed = message.getProposedMessage();
    if (proposed !== undefined) events.push(proposedEventOf(proposed));
    if (countedBytes(events) > MAX_APPEND_BYTES) throw appendTooLarge(MAX_APPEND_BYTES);
  }
  if (options === undefined) throw refusal('broken-request');
  const stream = streamNamed(options.getStreamIdentifier());
  return { stream, expected: expectedBy(options), events };
}

function answerOf({ expected }: Append, verdict: AppendVerdict): AppendResp {
  if (verdict.kind === 'wrong-expected-version') return wrongExpectedVersion(expected, verdict);
  const { revision, position } = verdict.last;
  const place = { commit: position, prepare: position };
  const success = new AppendResp.Success()
    .setCurrentRevision(String(revision))
    .setPosition(setPlace(new AppendResp.Position(), place));
  return new AppendResp().setSuccess(success);
}

function wrongExpectedVersion(
  expected: Append['expected'],
  { current }: AppendVerdict & { readonly kind: 'wrong-expected-version' },
): AppendResp {
  const refused = new AppendResp.WrongExpectedVersion();
  if (current < 0) refused.setCurrentNoStream(new Empty());
  else refused.setCurrentRevision(String(current));
  if (expected === 'any') refused.setExpectedAny(new Empty());
  else if (expected === 'stream-exists') refused.setExpectedStreamExists(new Empty());
  else if (expected === 'no-stream') refused.setExpectedNoStream(new Empty());
  else refused.setExpectedRevision(String(expected));
  return new AppendResp().setWrongExpectedVersion(refused);
}
