import { constants, getPriority, setPriority } from 'node:os';

import { ProjectionRunner } from '@chargebook/projections';

import { readConfig } from '../api/src/config';
import { interruption, runTool } from './book/command-line';
import { GROUPS, groupsNamed } from './projections/groups';
import { type Lists, withLists } from './projections/open-lists';
import { rebuildGroups } from './projections/rebuild';
import { statusOf } from './projections/status';
import { verifyGroups } from './projections/verify';

const USAGE = `usage: npm run projections -- status | rebuild NAME | verify NAME | drop [NAME]
The lists are computed from the log, in groups; each group is a set of tables, a generation.
status   says of each group which generation is read, how far it is, and what else is there
rebuild  fills the next generation from the log beside the one that is read, and then reads it
verify   folds the log afresh and compares every row; exit code 1 where one differs
drop     drops what was replaced, and what no code in use reads
NAME may be several names, or all. All of it works beside running services, and without one.`;

type Command = (lists: Lists, names: readonly string[]) => Promise<string>;

const COMMANDS: Readonly<Record<string, Command>> = {
  status: (lists) => statusOf(lists),
  rebuild: (lists, names) => rebuildGroups(lists, groupsNamed(names)),
  verify: (lists, names) => verifyGroups(lists, groupsNamed(names)),
  drop: (lists, names) => drop(lists, names),
};
const NAMELESS = ['status', 'drop'];

void runTool(USAGE, async () => {
  const [action = '', ...names] = process.argv.slice(2);
  const command = COMMANDS[action];
  if (command === undefined) throw new Error('say status, rebuild NAME, verify NAME or drop');
  if (action === 'status' && names.length > 0) throw new Error('status takes no name');
  if (names.length === 0 && !NAMELESS.includes(action)) {
    throw new Error(`say which: ${action} NAME, or ${action} all`);
  }
  // Before anything is opened: a name that is wrong costs no wait.
  groupsNamed(names);
  const signal = interruption(action === 'rebuild' ? undefined : 'nothing was changed');
  return withLists(readConfig(process.env), signal, (lists) => {
    // Not before: an embedded database that was started for it may serve others as well.
    stepBack();
    return command(lists, names);
  });
});

/** A service on the same machine comes first. Whoever has stepped back further stays there. */
function stepBack(): void {
  const { PRIORITY_BELOW_NORMAL } = constants.priority;
  if (getPriority() < PRIORITY_BELOW_NORMAL) setPriority(PRIORITY_BELOW_NORMAL);
}

async function drop({ pool, store, parse }: Lists, names: readonly string[]): Promise<string> {
  const runner = new ProjectionRunner({ pool, store, parse, groups: GROUPS });
  const groupNames = names.length === 0 ? undefined : groupsNamed(names).map(({ name }) => name);
  const dropped = await runner.dropUnused(groupNames);
  await runner.stop();
  return dropped.length === 0 ? 'there is nothing to drop' : `dropped ${dropped.join(', ')}`;
}
