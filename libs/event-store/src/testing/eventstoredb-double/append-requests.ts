import { type AppendReq, type BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { type StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';

import { metadataMissing, refusal } from './refusals';
import { type ExpectedRevision, type ProposedEvent } from './stored-log';

export const MAX_APPEND_BYTES = 1024 * 1024;

const UUID_TEXT = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

type Message = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;
type Options = AppendReq.Options | BatchAppendReq.Options;

export function streamNamed(identifier: StreamIdentifier | undefined): string {
  if (identifier === undefined) throw refusal('broken-request');
  return Buffer.from(identifier.getStreamName_asU8()).toString();
}

/** The two ways to append have the same choice under two names. */
export function expectedBy(options: Options): ExpectedRevision {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream-exists';
  return Number('getRevision' in options ? options.getRevision() : options.getStreamPosition());
}

export function proposedEventOf(message: Message): ProposedEvent {
  const type = message.getMetadataMap().get('type');
  const contentType = message.getMetadataMap().get('content-type');
  if (type === undefined) throw metadataMissing('type');
  if (contentType === undefined) throw metadataMissing('content-type');
  const id = message.getId()?.getString() ?? '';
  if (!UUID_TEXT.test(id) || type === '') throw refusal('broken-request');
  return {
    id: id.toLowerCase(),
    type,
    // The server keeps one bit of it.
    contentType: contentType === 'application/json' ? contentType : 'application/octet-stream',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** The server of this line counts the data alone, neither types nor metadata. */
export function countedBytes(events: readonly ProposedEvent[]): number {
  return events.reduce((sum, { data }) => sum + data.length, 0);
}
