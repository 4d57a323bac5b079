import { type LoggedEvent } from './logged-event.state';

/** The book as CloudEvents name their source: with it an event's id is unique in the world. */
export function sourceOf(storeId: string): string {
  return `urn:chargebook:book:${storeId}`;
}

/** Names the JSON schema of `data`: one for each type and version. */
export function dataSchemaOf(type: string, version: number): string {
  return `urn:chargebook:event:${type}:${version}`;
}

/**
 * The event as the JSON of a CloudEvent 1.0. Its data is the very text that was appended, so a
 * number or a text looks to every reader as it was written.
 */
export function cloudEventText(event: LoggedEvent, storeId: string): string {
  const attributes = JSON.stringify(attributesOf(event, storeId));
  return `${attributes.slice(0, -1)},"data":${onOneLine(event.dataText)}}`;
}

/** As it is always written here; what another wrote would break a stream's messages. */
function onOneLine(json: string): string {
  return /[\r\n]/.test(json) ? JSON.stringify(JSON.parse(json)) : json;
}

/** Names of attributes are lower case letters and digits alone, and none is null (CloudEvents). */
function attributesOf(event: LoggedEvent, storeId: string): object {
  const { metadata } = event;
  return {
    specversion: '1.0',
    id: event.id,
    source: sourceOf(storeId),
    type: event.type,
    subject: event.stream,
    time: metadata.recordedAt,
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(event.type, metadata.schemaVersion),
    position: event.position,
    // Integers of CloudEvents have 32 bits, which a stream may outgrow.
    revision: String(event.revision),
    partitionkey: metadata.command.thing,
    ...(metadata.accountId !== null && { accountid: metadata.accountId }),
    actorid: metadata.actor.id,
    actorrole: metadata.actor.role,
    commandid: metadata.command.id,
    correlationid: metadata.$correlationId,
    causationid: metadata.$causationId,
    ...(metadata.reason !== undefined && { reason: metadata.reason }),
  };
}
