export { type ArchiveHeader } from './archive/archive-format';
export { type CheckedArchive, checkArchive, loadArchive } from './archive/read-archive';
export { type ArchiveContent, writeArchive } from './archive/write-archive';
export { BOOK_KEY_TABLE, type BookKey, createBookKeyTable, loadBookKey } from './book-key';
export { packagedDirectory } from './embedded/binaries';
export {
  chooseDataDirectory,
  type DataDirectory,
  type DataDirectoryWish,
} from './embedded/data-directory';
export {
  type EmbeddedDatabase,
  type EmbeddedDatabaseOptions,
  startEmbeddedDatabase,
} from './embedded/embedded-database';
export { preparePlace } from './embedded/place';
export { ensureServer, stopServer } from './embedded/server';
export { AlreadyRunning, ArchiveRefused, DatabaseStartError, DatabaseUnreachable } from './errors';
export { type KeptLock, type KeptLockOptions, keepLock } from './kept-lock';
export { addressOf, assertReachable, openPool, type PoolOptions } from './pool';
export { type LockMode, type LockName, type SessionLock, takeSessionLock } from './session-lock';
