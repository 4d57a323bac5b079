import { createHmac, hash } from 'node:crypto';

import { type StreamName } from '@chargebook/event-store';
import { parse } from 'uuid';

/** The project's own namespace: ids made here are met nowhere else. */
const NAMESPACE = Buffer.from(parse('6f0e0b57-6d0c-5f0f-9a51-6c1b8a5d2f10'));
/** The two lowest bits of a nibble behind the two of RFC 9562's variant. */
const VARIANTS = '89ab';

/** An id that is the same whenever it is made from the same parts: a UUIDv5. */
export function derivedId(...parts: readonly string[]): string {
  const name = parts.map((part) => `${part.length}:${part}`).join('');
  // In one call: an id is made several times a command, and the library takes longer.
  const digest = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(name)]), 'hex');
  const variant = VARIANTS[Number.parseInt(digest.charAt(16), 16) & 0b11] ?? '';
  const last = `${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${last}`;
}

/** Tells two texts apart, and neither to whoever does not have the key (HMAC-SHA-256). */
export function keyedHash(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
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

/** Of the streams that say who holds a value: they are the kernel's, and no context's. */
export const CLAIM_CATEGORY = 'claim';

/** `<category>-<id>`. */
export function streamNameOf(category: string, id: string): StreamName {
  return `${category}-${id}` as StreamName;
}

/** The part of the name before the first dash. */
export function categoryOf(stream: StreamName): string {
  return stream.slice(0, stream.indexOf('-'));
}
