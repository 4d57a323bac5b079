import { randomUUID } from 'node:crypto';

import { type CommandRequest } from '../command-request';
import { ANSWER_WITHIN_MS, Deadline } from '../deadline';
import { type Actor, type CommandEffect, type CommandEnvelope } from '../envelope';
import { type Folded } from '../folded';
import { type Box, SHELF, type ShelfCommand, type ShelfState, shelfStream } from './shelf';

export const ACCOUNT = 'account-1';
export const ADMINISTRATOR: Actor = { id: 'anna', roles: { [ACCOUNT]: ['administrator'] } };
export const SUPPORTER: Actor = { id: 'sam', roles: { [ACCOUNT]: ['administrator', 'support'] } };

/** The shelf's account and the box as decided. */
export interface ShelfAnswer {
  readonly account: string | undefined;
  readonly box: Box | undefined;
}

export type ShelfRequest = CommandRequest<ShelfCommand, ShelfState, ShelfAnswer>;

const EFFECTS: Readonly<Record<ShelfCommand['kind'], CommandEffect>> = {
  'add-shelf': 'created',
  'add-box': 'created',
  'count-box': 'changed',
  'relabel-box': 'changed',
  'remove-box': 'removed',
  stumble: 'changed',
};

/** A command without a key unless `envelope` says otherwise, by an administrator of the account. */
export function shelfRequest(
  shelf: string,
  command: ShelfCommand,
  envelope: Partial<CommandEnvelope> = {},
): ShelfRequest {
  const thing = 'box' in command ? command.box : 'shelf';
  const commandId = envelope.commandId ?? randomUUID();
  return {
    aggregate: SHELF,
    stream: shelfStream(shelf),
    command,
    thing,
    effect: EFFECTS[command.kind],
    allowedRoles: ['administrator', 'support'],
    ...(EFFECTS[command.kind] === 'created' && { owner: ACCOUNT }),
    envelope: {
      commandId,
      fingerprint: JSON.stringify(command),
      hasKey: envelope.commandId !== undefined,
      actor: ADMINISTRATOR,
      correlationId: 'correlation',
      causationId: commandId,
      deadline: Deadline.after(ANSWER_WITHIN_MS),
      ...envelope,
    },
    answer: (folded) => answerOf(folded, thing),
  };
}

/** A copy: what is decided later must not change what was answered. */
function answerOf(folded: Readonly<Folded<ShelfState>>, thing: string): ShelfAnswer {
  const box = folded.state.boxes.get(thing);
  return { account: folded.state.account, box: box && { ...box, notes: [...box.notes] } };
}
