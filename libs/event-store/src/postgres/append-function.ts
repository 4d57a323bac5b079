/** Held by whoever numbers events or changes the log's schema, until its transaction ends. */
export const LOG_LOCK = '4801972736144';

/**
 * Appends of several streams, at most one per stream, judged one by one and numbered together.
 * One row per event goes in; one row per stream comes out, without position when it was refused.
 *
 * The lock is the first statement: the ones behind it see all that was committed before it was
 * given, because a volatile function takes a new snapshot for every statement. One set-based
 * statement does the work: a loop in here halves the rate.
 */
export const APPEND_FUNCTION = `
create or replace function public.event_log_append(
  given_streams text[], given_revisions bigint[], given_ids uuid[],
  given_types text[], given_data text[], given_metadata text[]
) returns table (stream text, actual bigint, "position" bigint, incarnation smallint)
language plpgsql volatile as $body$
#variable_conflict use_column
declare
  last_position bigint;
  present_incarnation smallint;
begin
  perform pg_advisory_xact_lock(${LOG_LOCK});

  select log.position, log.incarnation into last_position, present_incarnation
  from public.event_log log order by log.position desc limit 1;

  return query
  with given as materialized (
    select one.*
    from unnest(given_streams, given_revisions, given_ids, given_types, given_data, given_metadata)
      with ordinality as one (stream, revision, id, type, data, metadata, place)
  ), member as materialized (
    select given.stream, min(given.revision) - 1 as expected, max(given.revision) as last
    from given group by given.stream
  ), judged as materialized (
    select member.*, coalesce((
      select log.revision from public.event_log log
      where log.stream = member.stream order by log.revision desc limit 1
    ), -1) as actual
    from member
  ), added as (
    insert into public.event_log
      (position, revision, id, incarnation, stream, type, data, metadata)
    select last_position + row_number() over (order by given.place), given.revision, given.id,
      present_incarnation, given.stream, given.type, given.data::json, given.metadata::json
    from given join judged on judged.stream = given.stream
    where judged.actual = judged.expected
    returning event_log.stream, event_log.revision, event_log.position, event_log.incarnation
  )
  select added.stream, judged.actual, added.position, added.incarnation
  from judged join added on added.stream = judged.stream and added.revision = judged.last
  union all
  select judged.stream, judged.actual, repeated.position, repeated.incarnation
  from judged left join lateral (
    select log.position, log.incarnation from public.event_log log
    where log.stream = judged.stream and log.revision = judged.last and not exists (
      select from given
      left join public.event_log held
        on held.stream = given.stream and held.revision = given.revision
      where given.stream = judged.stream and held.id is distinct from given.id
    )
  ) repeated on true
  where judged.actual <> judged.expected;
end
$body$`;
