import { type DecodedEvent } from '@chargebook/kernel';

import { toldOf, type ToldEvent } from './told-event.rules';

/** That a thing changed: so much that whoever shows it knows to ask for it again. */
export interface Change extends ToldEvent {
  /** Of the last event that is told by it. */
  readonly position: string;
  /** Id of who did it; `system` for a policy. */
  readonly actor: string;
}

export interface PlacedDecodedEvent extends DecodedEvent {
  readonly position: string;
}

/** The accounts whose things somebody is told of; `'*'` for all of them. */
export type ToldAccounts = readonly string[] | '*';

/** The changes of a piece of the log; events of one command on one thing are one change. */
export function changesOf(events: readonly PlacedDecodedEvent[]): readonly Change[] {
  const changes: Change[] = [];
  let commandBefore: string | undefined;
  for (const event of events) {
    const told = toldOf(event);
    if (told === undefined) continue;
    const { actor, command } = event.metadata;
    const change = { position: event.position, ...told, actor: actor.id };
    const isSame = commandBefore === command.id && changes.at(-1)?.thing.id === told.thing.id;
    changes.splice(isSame ? -1 : changes.length, 1, change);
    commandBefore = command.id;
  }
  return changes;
}

/** RULES 25; things of all accounts are told to everybody. */
export function isToldTo({ accountId }: ToldEvent, accounts: ToldAccounts): boolean {
  return accounts === '*' || accountId === null || accounts.includes(accountId);
}
