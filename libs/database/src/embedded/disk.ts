import { statfs } from 'node:fs/promises';

/** PostgreSQL writes its log in segments of this size: with less free, it cannot go on. */
const WAL_SEGMENT_BYTES = 16 * 1024 * 1024;

/** One line that says so when the disk below the folder is full, else undefined. */
export async function diskFullReason(directory: string): Promise<string | undefined> {
  const { bavail, bsize } = await statfs(directory);
  const freeBytes = bavail * bsize;
  if (freeBytes >= WAL_SEGMENT_BYTES) return undefined;
  return (
    `the disk that holds ${directory} is full (${Math.floor(freeBytes / 1024)} KiB free): ` +
    'nothing is lost; make room and start again'
  );
}
