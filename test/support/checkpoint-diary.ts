import { onDatabase } from './on-database';

/** One move of a generation's checkpoint, which is in the transaction of its rows. */
export interface CheckpointMove {
  readonly generation: string;
  readonly before: string | null;
  readonly after: string;
}

const DIARY = `
create table read.test_diary (
  move bigint generated always as identity, generation text, before text, after text
);
create function read.test_note() returns trigger language plpgsql as $$
begin
  insert into read.test_diary (generation, before, after)
  values (new.group_name || ' ' || new.generation, old.position, new.position);
  return null;
end $$;
create trigger test_note after update of position on read.generation
  for each row when (old.position is distinct from new.position)
  execute function read.test_note()`;

/** From now on the database itself writes down how checkpoints move, whoever moves them. */
export async function keepCheckpointDiary(databaseUrl: string): Promise<void> {
  await onDatabase(databaseUrl, (client) => client.query(DIARY));
}

/** All moves, in the order in which they were made. */
export async function checkpointMoves(databaseUrl: string): Promise<readonly CheckpointMove[]> {
  const { rows } = await onDatabase(databaseUrl, (client) =>
    client.query<CheckpointMove>(
      'select generation, before, after from read.test_diary order by move',
    ),
  );
  return rows;
}
