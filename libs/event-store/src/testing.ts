export * from './testing/eventstoredb-double/foreign-writer';
export * from './testing/eventstoredb-double/start-double';
