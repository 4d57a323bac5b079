export * from './aggregate';
export * from './claims';
export * from './claim-protocol';
export { claimantOf } from './claim-streams';
export * from './clock';
export * from './cut';
export * from './command-request';
export * from './command-runner';
export * from './deadline';
export * from './decider';
export * from './envelope';
export * from './event-codec';
export {
  FactsReader,
  type FactsFold,
  type FactsSource,
  type Footing,
  type FoundFacts,
} from './facts';
export * from './fields';
export * from './folded';
export * from './ids';
export * from './mailbox';
export * from './outcome';
export * from './recorded-event';
export * from './refusal-of-error';
export * from './stamps';
export * from './stream-folds';
export * from './stream-past';
export * from './thing-history';
export * from './thing-reading';
