export { startEventStoreDbDouble } from './testing/eventstoredb-double/start-double';
