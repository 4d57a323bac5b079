export { type Difference } from './compare-tables';
export { gather } from './gather';
export { type ListedGeneration, listGenerations } from './generation-list';
export { LagGauge } from './lag-gauge';
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
export { readEvents } from './read-events';
export { type ProjectionReport } from './reports';
export { SessionLocks } from './session-locks';
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
export { versionOf } from './names';
export { verifyGroup } from './verify-group';
