import { type FieldName, fieldNameOf } from '../../lib/field-problems';
import { onOrOff } from '../../lib/format';
import { COMMON_TEXTS } from '../../lib/texts/common';
import { DRIVER_TEXTS as TEXTS } from '../../lib/texts/drivers';
import { type Driver } from '../../lib/things';

export interface DriverValues {
  readonly externalId: string;
  readonly groupIds: readonly string[];
  /** Ids of the cards that he keeps. */
  readonly heldCards: readonly string[];
  /** Numbers, as they stand on the cards. */
  readonly newCards: readonly string[];
  readonly blocked: boolean;
  readonly accountId: string;
}

export function valuesOfDriver(driver: Driver): DriverValues {
  const { externalId, groupIds, rfidCards, blocked, accountId } = driver;
  const heldCards = rfidCards.map(({ id }) => id);
  return { externalId, groupIds, heldCards, newCards: [], blocked, accountId };
}

/** What the interface takes; cards are one list there, those that he keeps before the new ones. */
export function patchOf(changes: Partial<DriverValues>, heldNow: readonly string[]) {
  const { heldCards, newCards, groupIds, ...others } = changes;
  return {
    ...others,
    ...(groupIds !== undefined && { groupIds: [...groupIds] }),
    ...((heldCards !== undefined || newCards !== undefined) && {
      rfidCards: cardsOf(heldCards ?? heldNow, newCards ?? []),
    }),
  };
}

function cardsOf(held: readonly string[], numbers: readonly string[]): (string | { id: string })[] {
  return [...held.map((id) => ({ id })), ...numbers];
}

/**
 * The number of a card, once taken, is kept by nobody; and what was private to him in an account
 * that he left is closed, and stays so when he comes back.
 */
const FINAL: readonly (keyof DriverValues)[] = ['newCards', 'heldCards', 'accountId'];

/** Undefined where there is no way back. */
export function driverWayBack(before: Partial<DriverValues>): Partial<DriverValues> | undefined {
  return FINAL.some((name) => name in before) ? undefined : before;
}

/** A field, as a person reads it. */
export function driverFieldText(
  field: keyof DriverValues,
  values: DriverValues,
  groupNames: ReadonlyMap<string, string> | undefined,
): string {
  const value = values[field];
  if (typeof value === 'boolean') return onOrOff(value);
  if (typeof value === 'string') return value;
  if (field === 'groupIds') {
    return value.map((id) => groupNames?.get(id) ?? COMMON_TEXTS.choices.deletedGroup).join(', ');
  }
  return value.map((card) => (field === 'heldCards' ? TEXTS.card(card) : card)).join(', ');
}

/** `/rfidCards/3` is shown where new cards are typed. */
export function driverField(pointer: string): FieldName | undefined {
  const name = fieldNameOf(pointer);
  if (name === undefined) return undefined;
  return name[0] === 'rfidCards' ? ['newCards'] : name.slice(0, 1);
}

const CARD = /^[0-9a-f]{8,20}$/i;

/** Why the cards cannot be sent; undefined when they can. */
export function cardFault(cards: readonly string[]): string | undefined {
  const odd = cards.find((card) => !CARD.test(card));
  if (odd !== undefined) return TEXTS.cardPattern(odd);
  const upper = cards.map((card) => card.toUpperCase());
  const twice = upper.findIndex((card, index) => upper.indexOf(card) !== index);
  return twice < 0 ? undefined : TEXTS.cardTwice(cards[twice] ?? '');
}
