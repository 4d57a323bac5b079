import { type Actor, type EventCatalogue, type Role, rolesIn } from '@chargebook/kernel';

import { type LoggedEvent } from './logged-event.state';

/** Who may follow the events of an account (RULES 24). */
export const FEED_ROLES: readonly Role[] = ['administrator', 'service'];

/** Who may do what is told to administrators of all accounts, as in the list of users. */
const ADMINISTRATORS_ALONE = new Set(['user']);

/** Whose events somebody may follow. */
export interface FeedRights {
  /** `'*'` for all accounts; what is of all accounts comes always. */
  readonly accounts: ReadonlySet<string> | '*';
  readonly isAdministratorOfAll: boolean;
}

/** A webhook is told what services of its account are told, whoever added it. */
export function webhookRightsOf(accountId: string | null): FeedRights {
  const accounts = accountId === null ? '*' : new Set([accountId]);
  return { accounts, isAdministratorOfAll: false };
}

/** Undefined for who may follow nothing. */
export function feedRightsOf(actor: Actor): FeedRights | undefined {
  const accounts = Object.keys(actor.roles).filter((account) => mayFollow(actor, account));
  if (accounts.length === 0) return undefined;
  return {
    accounts: accounts.includes('*') ? '*' : new Set(accounts),
    isAdministratorOfAll: (actor.roles['*'] ?? []).includes('administrator'),
  };
}

function mayFollow(actor: Actor, account: string): boolean {
  const held = account === '*' ? (actor.roles['*'] ?? []) : rolesIn(actor, account);
  return FEED_ROLES.some((role) => held.includes(role));
}

/** What a reader asked for: of several categories or types, any will do; none: all. */
export interface FeedFilter {
  readonly categories: readonly string[];
  readonly types: readonly string[];
}

export type EventChoice = (event: LoggedEvent) => boolean;

/** What comes to a reader: what he may see of what he asked for. */
export function choiceOf(rights: FeedRights, filter: FeedFilter): EventChoice {
  const categories = new Set(filter.categories);
  const types = new Set(filter.types);
  return (event) =>
    isAsked(categories, event.category) && isAsked(types, event.type) && isSeen(rights, event);
}

function isAsked(asked: ReadonlySet<string>, value: string): boolean {
  return asked.size === 0 || asked.has(value);
}

function isSeen(rights: FeedRights, event: LoggedEvent): boolean {
  if (!isFor(rights, event.category)) return false;
  const { accounts } = rights;
  const { accountId } = event.metadata;
  return accounts === '*' || accountId === null || accounts.has(accountId);
}

function isFor({ isAdministratorOfAll }: FeedRights, category: string): boolean {
  return isAdministratorOfAll || !ADMINISTRATORS_ALONE.has(category);
}

export interface UnknownName {
  readonly member: 'category' | 'type';
  readonly name: string;
}

/**
 * What is asked for and is nothing that the book has for the reader, or that the asked categories
 * hold: whoever waits for what never comes had better be told.
 */
export function unknownNames(
  { categories, types }: FeedFilter,
  book: EventCatalogue,
  rights: FeedRights,
): readonly UnknownName[] {
  const catalogue = new Map([...book].filter(([category]) => isFor(rights, category)));
  const strange = categories.filter((category) => !catalogue.has(category));
  const searched = categories.length > strange.length ? categories : [...catalogue.keys()];
  const known = new Set(searched.flatMap((name) => Object.keys(catalogue.get(name) ?? {})));
  return [
    ...strange.map((name) => ({ member: 'category', name }) as const),
    ...types.filter((name) => !known.has(name)).map((name) => ({ member: 'type', name }) as const),
  ];
}
