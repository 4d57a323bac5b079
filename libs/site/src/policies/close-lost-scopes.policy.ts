import { driverFacts } from '@chargebook/driver/contracts';
import { groupFacts, isGroupOf } from '@chargebook/group/contracts';
import {
  type CommandEnvelope,
  type CommandRunner,
  Deadline,
  type FactsReader,
  type Outcome,
  streamNameOf,
} from '@chargebook/kernel';
import { type Policy, type Reaction, type ReactionEnd } from '@chargebook/policies';

import { type DropFromScope } from '../domain/charger.commands';
import { type ChargerIdentity } from '../domain/identity.state';
import { siteAggregate } from '../domain/site.decider';
import { type SiteState } from '../domain/site.state';
import { bondNotesOf, type NamedThing, namedThingOf } from './scope-bonds.policy';

export interface PolicyTools {
  readonly runner: CommandRunner;
  readonly reader: FactsReader;
}

/** One that hangs is put off, and does not keep the process from ending. */
const CARRY_OUT_WITHIN_MS = 5_000;

/**
 * RULES 3: a charger whose driver is removed or moves to another account becomes closed; one that
 * loses a group goes on with the others, and becomes closed with the last.
 */
export function closeLostScopes({ runner, reader }: PolicyTools): Policy {
  return {
    name: 'close-lost-scopes',
    notesOf: bondNotesOf,
    carryOut: async (reaction) => {
      const thing = namedThingOf(reaction.thingId);
      const deadline = Deadline.after(CARRY_OUT_WITHIN_MS);
      const reason = await deadline.bound(() => lossOf(reader, thing, reaction.accountId));
      if (reason === undefined) return { kind: 'done' };
      const envelope = envelopeOf(reaction, reason, deadline);
      return endOf(await drop(runner, reaction, { envelope, lostId: thing.id }));
    },
  };
}

/** How the thing is lost to chargers of the account, by what its stream says now. */
async function lossOf(
  reader: FactsReader,
  { kind, id }: NamedThing,
  accountId: string,
): Promise<string | undefined> {
  if (kind === 'driver') {
    const driver = await reader.read(driverFacts, id);
    if (!driver.doesExist) return 'The driver was removed.';
    return driver.accountId === accountId ? undefined : 'The driver moved to another account.';
  }
  const group = await reader.read(groupFacts, id);
  if (!group.doesExist) return 'The group was deleted.';
  return isGroupOf(accountId, group) ? undefined : 'The group moved to another account.';
}

/** The same for the same reaction, whoever carries it out and however often. */
function envelopeOf({ id, cause }: Reaction, reason: string, deadline: Deadline): CommandEnvelope {
  return {
    commandId: id,
    fingerprint: '',
    hasKey: true,
    actor: { id: 'system', roles: {} },
    isSystem: true,
    reason,
    correlationId: cause.correlationId,
    causationId: cause.eventId,
    deadline,
  };
}

function drop(
  runner: CommandRunner,
  { streamId, dependentId }: Reaction,
  { envelope, lostId }: { readonly envelope: CommandEnvelope; readonly lostId: string },
): Promise<Outcome<null>> {
  const id = dependentId as ChargerIdentity;
  return runner.run<DropFromScope, SiteState, null>({
    aggregate: siteAggregate,
    stream: streamNameOf(siteAggregate.category, streamId),
    command: { type: 'DropFromScope', id, lostId },
    envelope,
    thing: id,
    kind: 'charger',
    effect: 'changed',
    allowedRoles: [],
    answer: () => null,
  });
}

/** What is refused was not written, or perhaps was: done again, it is settled either way. */
function endOf(outcome: Outcome<null>): ReactionEnd {
  if (outcome.kind === 'done' || outcome.refusal.kind === 'not-found') return { kind: 'done' };
  return { kind: 'put-off', why: `the site's stream: ${outcome.refusal.kind}` };
}
