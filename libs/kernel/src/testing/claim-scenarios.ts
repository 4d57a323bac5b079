import { type Scenario } from './claim-model';
import { type ShelfCommand } from './shelf';
import { shelfRequest, type ShelfRequest } from './shelf-requests';

function process(shelf: string, command: ShelfCommand, key?: string): ShelfRequest {
  const commandId = key ?? `${command.kind} ${'box' in command ? command.box : ''}`;
  return shelfRequest(shelf, command, { commandId, hasKey: key !== undefined, isSystem: true });
}

function add(shelf: string, box: string, key?: string): ShelfRequest {
  return process(shelf, { kind: 'add-box', box, label: 'L' }, key);
}

function scenario(...requests: readonly ShelfRequest[]): Scenario {
  return { requests, late: add('late', 'late'), isAbandonmentRemembered: true };
}

/** Who meets whom; all want one label. */
export const SCENARIOS = {
  'two shelves': scenario(add('S', 'a'), add('T', 'b')),
  'two shelves, with keys': scenario(add('S', 'a', 'A'), add('T', 'b', 'B')),
  'two shelves and an unrelated write': scenario(
    add('S', 'a'),
    add('T', 'b'),
    process('S', { kind: 'add-box', box: 'x' }),
  ),
  'one shelf twice': scenario(add('S', 'a'), add('S', 'b')),
  'a command twice': scenario(add('S', 'a', 'A'), add('S', 'a', 'A')),
  'an add, its retirement and a rival': scenario(
    add('S', 'a'),
    process('S', { kind: 'remove-box', box: 'a' }),
    add('T', 'b'),
  ),
  'one shelf twice and another shelf': scenario(add('S', 'a'), add('S', 'b'), add('T', 'c')),
  'a command twice and a rival': scenario(add('S', 'a', 'A'), add('S', 'a', 'A'), add('T', 'b')),
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;
