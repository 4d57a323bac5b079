export { otherLogRead } from './other-log';
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
export { among, containsText, readPage, type ShownPage } from './keyset-list';
export {
  type Condition,
  type KeysetList,
  type PageWish,
  type RowKeys,
  whereOf,
} from './keyset-query';
export { openSnapshot } from './snapshot';
