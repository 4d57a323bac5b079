import { type ChargerBody } from './directory';

/**
 * The idempotency key of a row: the same for the same content, so that a row which is sent again,
 * after a reload or by a second run, is added once. The site is in the path, which the service
 * adds to the key.
 */
export function rowKeyOf(body: ChargerBody): string {
  return `import-${digestOf(JSON.stringify(body))}`;
}

/** A start and an odd factor for each 32 bits. */
const LANES = [
  [0x811c9dc5, 0x01000193],
  [0x9e3779b9, 0x85ebca6b],
  [0x7f4a7c15, 0xc2b2ae35],
  [0x94d049bb, 0x27d4eb2f],
] as const;

/**
 * 128 bits that tell rows apart; no secret rests on them. The browser's own digests are there on
 * https and on the own machine alone.
 */
function digestOf(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const lanes = LANES.map(([start, factor]) => hashOf(bytes, start, factor));
  return lanes.map((lane) => lane.toString(16).padStart(8, '0')).join('');
}

/** Byte by byte as FNV-1a does it, then mixed so that every bit depends on every byte. */
function hashOf(bytes: Uint8Array, start: number, factor: number): number {
  let hash = start;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, factor);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
