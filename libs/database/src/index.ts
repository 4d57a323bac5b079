export * from './errors';
export { packagedDirectory } from './embedded/binaries';
export { type ServerPlace } from './embedded/cluster';
export { type PlaceOptions, preparePlace } from './embedded/place';
export { type RunningServer, ensureServer, stopServer } from './embedded/server';
export { type BookKey, loadBookKey } from './book-key';
