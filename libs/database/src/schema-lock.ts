/**
 * SQL by which whoever makes or drops the tables of a schema waits for the others, until the end of
 * the transaction: "create if not exists" fails when several processes run it at once. `key` is a
 * number of the schema's own, or a name that stands for one; neither may come from outside.
 */
export function schemaLock(key: number | string): string {
  const lock = typeof key === 'number' ? key : `hashtextextended('${key}', 0)`;
  // A wait for such a lock tells nobody of what was made meanwhile; opening any table does.
  return `select pg_advisory_xact_lock(${lock}); select 1 from pg_namespace limit 1`;
}
