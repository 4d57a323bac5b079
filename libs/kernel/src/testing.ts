export * from './testing/claim-model';
export * from './testing/claim-scenarios';
export * from './testing/given-when-then';
export { metadataWith, recordedEvent } from './testing/recorded-events';
