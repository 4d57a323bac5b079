export * from './projection';
export { ProjectionRunner } from './projection-runner';
export {
  columnsOf,
  QueryTooSlow,
  ReadModelNotReady,
  ReadTables,
  type TableNames,
} from './read-tables';
export { type ProjectionReport } from './reports';
export { type GroupStatus } from './status';
export {
  type Condition,
  among,
  containsText,
  type PageWish,
  readPage,
  type RowKeys,
  type ShownPage,
} from './keyset-list';
