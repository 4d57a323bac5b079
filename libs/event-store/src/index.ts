export * from './event-store.errors';
export * from './event-store.port';
export { appendIncarnation, type IncarnationOptions } from './postgres/log-identity';
export { createEventLog, EVENT_LOG_TABLE } from './postgres/log-schema';
export { openPostgresEventStore, type PostgresEventStoreOptions } from './postgres/open';
export { isSystemStream } from './system-streams';
