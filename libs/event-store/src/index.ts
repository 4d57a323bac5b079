export { sizeOf } from './append-bounds';
export * from './errors';
export * from './event-store.port';
export {
  beginEventStoreDbIncarnation,
  openEventStoreDb,
  type OpenedEventStoreDb,
} from './eventstoredb/open';
export { appendIncarnation } from './postgres/log-identity';
export { createEventLog, EVENT_LOG_TABLE } from './postgres/log-schema';
export { openPostgresEventStore } from './postgres/open';
export { shareOfLog } from './position-token';
