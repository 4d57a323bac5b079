import { type ClientBase } from 'pg';

import { createIdentityTables, PERSON_TABLE } from './identity-schema';

/** All that is kept of people, as JSON; undefined where no service with users was ever at work. */
export async function readPeople(client: ClientBase): Promise<readonly object[] | undefined> {
  const there = await client.query('select 1 where to_regclass($1) is not null', [PERSON_TABLE]);
  if (there.rows.length === 0) return undefined;
  const { rows } = await client.query<{ person: object }>(
    `select to_jsonb(p) as person from ${PERSON_TABLE} p order by user_id`,
  );
  return rows.map(({ person }) => person);
}

/**
 * Makes the people of the database those that were read; whoever is the same keeps his session.
 * Call it inside a transaction.
 */
export async function writePeople(client: ClientBase, people: readonly object[]): Promise<void> {
  await createIdentityTables(client);
  const all = JSON.stringify(people);
  const read = `jsonb_populate_recordset(null::${PERSON_TABLE}, $1::jsonb)`;
  await client.query(
    `delete from ${PERSON_TABLE} where user_id not in (select user_id from ${read})`,
    [all],
  );
  await client.query(
    `insert into ${PERSON_TABLE} select * from ${read} on conflict (user_id) do update set
      (email, email_key, name, password, issuer, subject, is_first_administrator, details_version) =
      (excluded.email, excluded.email_key, excluded.name, excluded.password, excluded.issuer,
        excluded.subject, excluded.is_first_administrator, excluded.details_version)`,
    [all],
  );
}
