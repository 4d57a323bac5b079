import { type StreamName } from '@chargebook/event-store';

import {
  type Aggregate,
  type ClaimStream,
  type ClaimWish,
  FIRST_VERSION,
  type ThingId,
} from '../aggregate';
import { accept, type Decision, type RejectionShape } from '../decider';
import { type Recorded } from '../envelope';

/**
 * A small context to test the kernel with: a shelf of boxes that count, each with a unique label.
 */
export interface ShelfState {
  account: string | undefined;
  readonly boxes: Map<string, Box>;
}

export interface Box {
  label: string | undefined;
  count: number;
  readonly notes: string[];
  readonly addedAt: string;
}

export type ShelfEvent =
  | { readonly type: 'ShelfAdded'; readonly data: { readonly account: string } }
  | {
      readonly type: 'BoxAdded';
      readonly data: {
        readonly box: string;
        readonly label: string | null;
        readonly notes: string[];
      };
    }
  | {
      readonly type: 'BoxCounted';
      readonly data: { readonly box: string; readonly count: number };
    }
  | {
      readonly type: 'BoxRelabelled';
      readonly data: { readonly box: string; readonly before: string | null; label: string | null };
    }
  | { readonly type: 'BoxNoted'; readonly data: { readonly box: string; readonly note: string } }
  | { readonly type: 'BoxRemoved'; readonly data: { readonly box: string } };

export type ShelfCommand =
  | { readonly kind: 'add-shelf'; readonly account: string }
  | { readonly kind: 'add-box'; readonly box: string; readonly label?: string; note?: string }
  | { readonly kind: 'count-box'; readonly box: string; readonly count: number }
  | { readonly kind: 'relabel-box'; readonly box: string; readonly label: string | null }
  | { readonly kind: 'remove-box'; readonly box: string }
  | { readonly kind: 'stumble' };

/** A count may be this much higher than the one before. */
export const MAX_RISE = 100;
/** A count above this needs the role `support`. */
export const PLAIN_COUNT = 50;

type ShelfDecision = Decision<ShelfEvent, RejectionShape>;

export function labelClaim(label: string): ClaimStream {
  return `claim-label-${label.toLowerCase()}` as ClaimStream;
}

export function shelfStream(id: string): StreamName {
  return `shelf-${id}` as StreamName;
}

function decide(command: ShelfCommand, state: Readonly<ShelfState>): ShelfDecision {
  switch (command.kind) {
    case 'add-shelf':
      return accept([{ type: 'ShelfAdded', data: { account: command.account } }]);
    case 'add-box':
      return addBox(command);
    case 'count-box':
      return countBox(command, state);
    case 'relabel-box':
      return relabelBox(command, state);
    case 'remove-box':
      return accept([{ type: 'BoxRemoved', data: { box: command.box } }]);
    case 'stumble':
      throw new Error('the rules stumbled');
  }
}

function addBox(command: Extract<ShelfCommand, { kind: 'add-box' }>): ShelfDecision {
  const { box, label = null, note } = command;
  const added: ShelfEvent = { type: 'BoxAdded', data: { box, label, notes: [] } };
  if (note === undefined) return accept([added]);
  return accept([added, { type: 'BoxNoted', data: { box, note } }]);
}

function countBox(
  command: Extract<ShelfCommand, { kind: 'count-box' }>,
  state: Readonly<ShelfState>,
): ShelfDecision {
  const { box, count } = command;
  const present = state.boxes.get(box)?.count ?? 0;
  if (present === count) return { kind: 'unchanged' };
  const max = present + MAX_RISE;
  if (count > max) {
    const rejection = { code: 'count-too-high', pointer: '/count', count, max };
    return { kind: 'rejected', rejections: [rejection] };
  }
  return accept([{ type: 'BoxCounted', data: { box, count } }]);
}

function relabelBox(
  command: Extract<ShelfCommand, { kind: 'relabel-box' }>,
  state: Readonly<ShelfState>,
): ShelfDecision {
  const { box, label } = command;
  const before = state.boxes.get(box)?.label ?? null;
  if (before === label) return { kind: 'unchanged' };
  return accept([{ type: 'BoxRelabelled', data: { box, before, label } }]);
}

type Evolve<Type extends ShelfEvent['type']> = (
  draft: ShelfState,
  event: Recorded<Extract<ShelfEvent, { type: Type }>>,
) => void;

const EVOLVE: { readonly [Type in ShelfEvent['type']]: Evolve<Type> } = {
  ShelfAdded: (draft, { data }) => void (draft.account = data.account),
  BoxAdded: (draft, { data, at }) => {
    const { box, label, notes } = data;
    // The list is taken as it is, to prove that the log does not change with the draft.
    draft.boxes.set(box, { label: label ?? undefined, count: 0, notes, addedAt: at });
  },
  BoxCounted: (draft, { data }) => change(draft, data.box, { count: data.count }),
  BoxRelabelled: (draft, { data }) => change(draft, data.box, { label: data.label ?? undefined }),
  BoxNoted: (draft, { data }) => void draft.boxes.get(data.box)?.notes.push(data.note),
  BoxRemoved: (draft, { data }) => void draft.boxes.delete(data.box),
};

function change(draft: ShelfState, id: string, members: Partial<Box>): void {
  const box = draft.boxes.get(id);
  if (box !== undefined) Object.assign(box, members);
}

function wishesOf(event: ShelfEvent): readonly ClaimWish[] {
  if (event.type !== 'BoxAdded' && event.type !== 'BoxRelabelled') return [];
  const { box, label } = event.data;
  if (label === null) return [];
  const thing = box as ThingId;
  return [{ stream: labelClaim(label), thing, code: 'label-taken', pointer: '/label' }];
}

function leftBy(event: ShelfEvent, before: Readonly<ShelfState>): readonly ClaimStream[] {
  if (event.type !== 'BoxRemoved' && event.type !== 'BoxRelabelled') return [];
  const label = before.boxes.get(event.data.box)?.label;
  return label === undefined ? [] : [labelClaim(label)];
}

export const SHELF: Aggregate<ShelfCommand, ShelfEvent, ShelfState, RejectionShape> = {
  category: 'shelf',
  decider: {
    initial: () => ({ account: undefined, boxes: new Map() }),
    decide,
    evolve: (draft, event) => EVOLVE[event.type](draft, event as never),
  },
  schemas: {
    ShelfAdded: FIRST_VERSION,
    BoxAdded: FIRST_VERSION,
    // Version 1 had `number`, version 2 `amount`.
    BoxCounted: {
      upcasts: [
        ({ number, ...data }) => ({ ...data, amount: number }),
        ({ amount, ...data }) => ({ ...data, count: amount }),
      ],
    },
    BoxRelabelled: FIRST_VERSION,
    BoxNoted: FIRST_VERSION,
    BoxRemoved: FIRST_VERSION,
  },
  touches: ({ type, data }) => [(type === 'ShelfAdded' ? 'shelf' : data.box) as ThingId],
  roleFor: () => 'administrator',
  rolesNeeded: (command) => {
    const isHigh = command.kind === 'count-box' && command.count > PLAIN_COUNT;
    return [{ role: isHigh ? 'support' : 'administrator', pointer: '/count' }];
  },
  accountOf: (state) => state.account,
  holds: (state, thing) => thing === ('shelf' as string) || state.boxes.has(thing),
  claims: {
    wishesOf,
    leftBy,
    isInUse: ({ boxes }, stream) =>
      [...boxes.values()].some(({ label }) => label !== undefined && labelClaim(label) === stream),
  },
};
