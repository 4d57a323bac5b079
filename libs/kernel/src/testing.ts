export * from './testing/claim-model';
export * from './testing/claim-scenarios';
export * from './testing/given-when-then';
export { recordedEvent } from './testing/recorded-events';
