import { type StreamName } from './event-store.port';

/** The stream whose n-th event begins the n-th incarnation; the first event's id is the store's. */
export const IDENTITY_STREAM = 'store-identity' as StreamName;

/** Streams of the store itself: `follow` leaves them out, its position moves over them. */
export function isSystemStream(stream: string): boolean {
  return stream.startsWith('$') || stream === IDENTITY_STREAM;
}
