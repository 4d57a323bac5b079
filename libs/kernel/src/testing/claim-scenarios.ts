import { type Scenario } from './claim-model';
import { type ShelfCommand } from './shelf';
import { shelfRequest, type ShelfRequest } from './shelf-requests';

/** A command without a key is known by what it does. */
function process(shelf: string, command: ShelfCommand, key?: string): ShelfRequest {
  const commandId = key ?? `${command.kind} ${'box' in command ? command.box : ''}`;
  return shelfRequest(shelf, command, { commandId, hasKey: key !== undefined, isSystem: true });
}

function add(shelf: string, box: string, key?: string): ShelfRequest {
  return process(shelf, { kind: 'add-box', box, label: 'L' }, key);
}

function scenario(...requests: readonly ShelfRequest[]): Omit<Scenario, 'maxFences'> {
  return { before: [], requests, late: add('late', 'late'), isAbandonmentRemembered: true };
}

/** Who meets whom; all want one label. */
export const SCENARIOS_OF_TWO = {
  'two shelves': scenario(add('S', 'a'), add('T', 'b')),
  'two shelves, with keys': scenario(add('S', 'a', 'A'), add('T', 'b', 'B')),
  'one shelf twice': scenario(add('S', 'a'), add('S', 'b')),
  'a command in two processes': scenario(add('S', 'a', 'A'), add('S', 'a', 'A')),
  'one key for two bodies': scenario(
    add('S', 'a', 'A'),
    process('S', { kind: 'add-box', box: 'a', label: 'L', note: 'N' }, 'A'),
  ),
};

export const SCENARIOS_WITH_A_BYSTANDER = {
  'two shelves and an unrelated write': scenario(
    add('S', 'a'),
    add('T', 'b'),
    process('S', { kind: 'add-box', box: 'x' }),
  ),
  'an add, its removal and a rival': scenario(
    add('S', 'a'),
    process('S', { kind: 'remove-box', box: 'a' }),
    add('T', 'b'),
  ),
  'an add, a change of its label and a rival': scenario(
    add('S', 'a', 'A'),
    process('S', { kind: 'relabel-box', box: 'a', label: null }, 'R'),
    add('T', 'b', 'B'),
  ),
};

/** One of two copies is refused when the box was counted: the claim that both have in hand goes. */
function labelledTwice(hasKey: boolean): Omit<Scenario, 'maxFences'> {
  const relabel: ShelfCommand = { kind: 'relabel-box', box: 'a', label: 'L' };
  const copy = { commandId: 'R', hasKey, isSystem: true } as const;
  return {
    ...scenario(
      shelfRequest('S', relabel, { ...copy, ifMatch: 0n }),
      shelfRequest('S', relabel, copy),
      process('S', { kind: 'count-box', box: 'a', count: 1 }),
    ),
    before: [process('S', { kind: 'add-box', box: 'a' })],
  };
}

export const ONE_COPY_REFUSED = labelledTwice(true);
/** What a command without a key does, done by one that another process carries out too. */
export const RELEASED_WITHOUT_FENCE = labelledTwice(false);

export const SCENARIOS_OF_THREE = {
  'one shelf twice and another shelf': scenario(add('S', 'a'), add('S', 'b'), add('T', 'c')),
  'a command in two processes and a rival': scenario(
    add('S', 'a', 'A'),
    add('S', 'a', 'A'),
    add('T', 'b'),
  ),
  'one key for two bodies and a rival': scenario(
    add('S', 'a', 'A'),
    process('S', { kind: 'add-box', box: 'a', label: 'L', note: 'N' }, 'A'),
    add('T', 'b'),
  ),
};
