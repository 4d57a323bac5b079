export * from './aggregate';
export * from './decider';
export * from './envelope';
export * from './outcome';
