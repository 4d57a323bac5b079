export { beginAnew } from './checkpoints';
export * from './policy';
export { type PolicyReport } from './policy-reports';
export { PolicyRunner, type PolicyStatus } from './policy-runner';
export { createPolicyTables, dropPolicyTables, POLICY_TABLES } from './policy-schema';
