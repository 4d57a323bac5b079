import {
  type BatchAppendReq,
  type BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb';
import { type ServerDuplexStream } from '@grpc/grpc-js';
import { type Status } from '@eventstore/db-client/generated/status_pb';

import {
  badRequest,
  batchAnswer,
  statusOfRefusal,
  timedOut,
  tooLarge,
  wrongExpectedVersion,
} from './batch-append-answers';
import { arrive, type ServiceContext } from './service-context';
import {
  countedBytes,
  expectedBy,
  MAX_APPEND_BYTES,
  proposedEventOf,
  streamNamed,
} from './append-requests';
import { type ProposedEvent, type StoredEvent } from './stored-log';
import { refusalOf } from './refusals';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** An append whose events come in several messages of one correlation id. */
interface Pending {
  readonly stream: string;
  readonly options: BatchAppendReq.Options;
  readonly events: ProposedEvent[];
}

/** The batch append: one long call, on which appends come and answers go, each with its id. */
export function batchAppendHandler(context: ServiceContext) {
  return (call: Call): void => {
    const batch: Batch = { context, call, pending: new Map(), isOver: false };
    call.on('data', (request: BatchAppendReq) => {
      try {
        if (!batch.isOver) take(batch, request);
      } catch (error) {
        batch.isOver = true;
        call.emit('error', refusalOf(error));
      }
    });
    call.on('end', () => call.end());
  };
}

interface Batch {
  readonly context: ServiceContext;
  readonly call: Call;
  readonly pending: Map<string, Pending>;
  /** What still comes on a call that the server has ended is not looked at. */
  isOver: boolean;
}

function take(batch: Batch, request: BatchAppendReq): void {
  const { context, call, pending } = batch;
  const id = request.getCorrelationId()?.getString() ?? '';
  const options = request.getOptions();
  if (options !== undefined) {
    pending.set(id, { stream: streamNamed(options.getStreamIdentifier()), options, events: [] });
  }
  const append = pending.get(id);
  if (append === undefined) return;
  const outcome = outcomeOf(context, request, append);
  if (outcome === 'awaits-more') return;
  pending.delete(id);
  if (outcome === 'ends') {
    batch.isOver = true;
    call.end();
  } else if (outcome !== 'lost') call.write(batchAnswer(request, append.stream, outcome));
}

type Outcome = StoredEvent | Status | 'awaits-more' | 'lost' | 'ends';

function outcomeOf(context: ServiceContext, request: BatchAppendReq, append: Pending): Outcome {
  try {
    append.events.push(...request.getProposedMessagesList().map(proposedEventOf));
  } catch (error) {
    return badRequest(String(error));
  }
  if (countedBytes(append.events) > MAX_APPEND_BYTES) return tooLarge();
  if (!request.getIsFinal()) return 'awaits-more';
  try {
    if (arrive(context, 'batch-append') === 'lost') return 'lost';
  } catch (error) {
    const said = statusOfRefusal(refusalOf(error));
    if (said === undefined) throw error;
    return said;
  }
  return commit(context, append);
}

function commit(context: ServiceContext, { stream, options, events }: Pending): Outcome {
  const expected = expectedBy(options);
  const verdict = context.log.append({ stream, expected, events });
  const fault = context.faults.strike(
    ['cut-after-commit', 'silence-after-commit', 'timeout-after-commit', 'end-after-commit'],
    'batch-append',
  );
  switch (fault?.kind) {
    case 'cut-after-commit':
      context.cutConnections();
      return 'lost';
    case 'silence-after-commit':
      return 'lost';
    case 'end-after-commit':
      return 'ends';
    case 'timeout-after-commit':
      return timedOut();
    case undefined:
      if (verdict.kind === 'appended') return verdict.last;
      return wrongExpectedVersion(expected, verdict.current);
  }
}
