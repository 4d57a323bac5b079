import { inTransaction, openPool } from '@chargebook/database';
import { beginAnew, createPolicyTables } from '@chargebook/policies';
import { type Pool } from 'pg';

import { readConfig } from '../api/src/config';
import { reachDatabase } from './book/access';
import { runTool } from './book/command-line';

const USAGE =
  'usage: npm run policies -- status | begin-anew NAME\n' +
  'status lists the policies of the book, with how far each has read the log and what it has\n' +
  'yet to do. begin-anew makes one read the log from its beginning, as after a move of the log:\n' +
  'every reaction is judged by the facts as they are now, so nothing is done twice.';

interface Line {
  readonly name: string;
  readonly position: string | null;
  readonly pending: number;
  readonly trouble: string | null;
}

void runTool(USAGE, async () => {
  const [action, name, ...more] = process.argv.slice(2);
  const isAsked = action === 'status' ? name === undefined : action === 'begin-anew' && name;
  if (!isAsked || more.length > 0) throw new Error('say status, or begin-anew NAME');
  const database = await reachDatabase(readConfig(process.env));
  const pool = openPool({
    url: database.url,
    maxConnections: 1,
    applicationName: 'chargebook tool',
    statementTimeoutMs: 0,
  });
  try {
    await createPolicyTables(pool);
    return await (name === undefined ? status(pool) : anew(pool, name));
  } finally {
    await pool.end();
    await database.close();
  }
});

async function status(pool: Pool): Promise<string> {
  const { rows } = await pool.query<Line>(
    `select f.name, f.position, count(r.id)::int as pending,
        (array_agg(r.trouble order by r.position)
          filter (where r.trouble is not null))[1] as trouble
      from policy.follower f left join policy.reaction r on r.policy = f.name
      group by f.name, f.position order by f.name`,
  );
  if (rows.length === 0) return 'no policy has read this book yet';
  return rows
    .map(({ name, position, pending, trouble }) => {
      const reached = position === null ? 'at the beginning' : `at ${position}`;
      return `${name} is ${reached}; ${pending} to do${trouble === null ? '' : ` (${trouble})`}`;
    })
    .join('\n');
}

/** A process that is at work finds its checkpoint gone at the next event, and begins anew, too. */
async function anew(pool: Pool, name: string): Promise<string> {
  const isKnown = await inTransaction(pool, (client) => beginAnew(client, name));
  if (!isKnown) throw new Error(`there is no policy ${name} in this book: nothing was changed`);
  return `${name} reads the log from its beginning`;
}
