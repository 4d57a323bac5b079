import { type StreamName } from '@chargebook/event-store';
import { parse, v5 as uuidV5 } from 'uuid';

/** The project's own namespace: ids made here are met nowhere else. */
const NAMESPACE = parse('6f0e0b57-6d0c-5f0f-9a51-6c1b8a5d2f10');
const ENCODER = new TextEncoder();

/** An id that is the same whenever it is made from the same parts. */
export function derivedId(...parts: readonly string[]): string {
  const name = parts.map((part) => `${part.length}:${part}`).join('');
  // As bytes: the library would make them letter by letter.
  return uuidV5(ENCODER.encode(name), NAMESPACE);
}

/** UUIDv5(actor, key, method, path): the same intent sent again is the same command. */
export function commandIdOf(intent: {
  readonly actorId: string;
  readonly key: string;
  readonly method: string;
  readonly path: string;
}): string {
  return derivedId('command', intent.actorId, intent.key, intent.method, intent.path);
}

/** Id of the thing that a command makes; a repeat of the command makes the same. */
export function newThingId(commandId: string, kind: string): string {
  return derivedId('thing', commandId, kind);
}

/**
 * EventStoreDB takes one id again elsewhere or with another body: hence the first five parts. The
 * metadata makes a copy of the command in another process a conflict, not a repeat: else that
 * process would go on with its own time and claims instead of the recorded ones.
 */
export function eventIdOf(parts: {
  readonly commandId: string;
  readonly fingerprint: string;
  readonly stream: StreamName;
  readonly revision: bigint;
  readonly index: number;
  readonly metadata: string;
}): string {
  const { commandId, fingerprint, stream, metadata } = parts;
  const place = [`${parts.revision}`, `${parts.index}`];
  return derivedId('event', commandId, fingerprint, stream, ...place, metadata);
}

/** `<category>-<id>`. */
export function streamNameOf(category: string, id: string): StreamName {
  return `${category}-${id}` as StreamName;
}

/** The part of the name before the first dash. */
export function categoryOf(stream: StreamName): string {
  return stream.slice(0, stream.indexOf('-'));
}
