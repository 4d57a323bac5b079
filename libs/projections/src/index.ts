export * from './projection';
export { ProjectionRunner, type RunnerOptions } from './projection-runner';
export {
  columnsOf,
  QueryTooSlow,
  type ReadAnswer,
  ReadModelNotReady,
  type ReadQuery,
  ReadTables,
  type TableNames,
} from './read-tables';
export { type RefusedIndex } from './generations';
export { type Poison } from './parking';
export { type WaitingFor } from './read-events';
export { type Advance, type ProjectionReport } from './reports';
export { type GroupState, type GroupStatus } from './status';
export {
  type Condition,
  containsText,
  type PageWish,
  readPage,
  type RowKeys,
  type ShownPage,
} from './keyset-list';
