import { chargerIdOf, type LoggedBook } from './charger-events';
import { pick } from './pick';

/** A query that must be fast; asked again and again with other values. */
export interface ListQuery {
  readonly name: string;
  query(sample: number): string;
}

const SORTS = ['chargerId', 'displayName', 'limitAmps', 'lastChangedAt'];
const SCOPES = ['account', 'public', 'groups', 'private', 'open', 'closed'];
const OVERRIDES = ['rate', 'delay', 'offlineAllocation', 'any', 'none'];
/** Steps through a book so that samples lie far from each other. */
const STRIDE = 7_919;

/** The written set: for each of them a page must come within the goal. */
export function writtenQueries(book: LoggedBook): readonly ListQuery[] {
  return [...sortQueries(book), ...filterQueries(book), ...textQueries(book)];
}

function sortQueries({ accountIds }: LoggedBook): readonly ListQuery[] {
  return SORTS.flatMap((column) => [column, `-${column}`]).flatMap((sort) => [
    { name: `sort ${sort}`, query: () => `sort=${sort}` },
    {
      name: `sort ${sort} in an account`,
      query: (sample) => `sort=${sort}&accountId=${pick(accountIds, sample)}`,
    },
  ]);
}

function filterQueries(book: LoggedBook): readonly ListQuery[] {
  const byId = (name: string, ids: readonly string[]): ListQuery => ({
    name,
    query: (sample) => `${name}=${pick(ids, sample * STRIDE)}`,
  });
  const fixed = (name: string, values: readonly string[]): readonly ListQuery[] =>
    values.map((value) => ({ name: `${name} ${value}`, query: () => `${name}=${value}` }));
  return [
    byId('siteId', book.siteIds),
    byId('panelId', book.mainPanelIds),
    byId('driverId', book.driverIds),
    byId('groupId', book.groupIds),
    byId('ratePlanId', book.ratePlanIds),
    ...fixed('scope', SCOPES),
    { name: 'scope of two kinds', query: () => 'scope=open&scope=closed' },
    ...fixed('override', OVERRIDES),
    ...fixed('hasPaymentTerminal', ['true', 'false']),
    ...fixed('needsAttention', ['true', 'false']),
    ...fixed('status', ['retired', 'all']),
    { name: 'chargerId', query: (sample) => `chargerId=${idAt(book, sample)}` },
    { name: 'qaAlias', query: (sample) => `qaAlias=Aq-${(sample * 130) % book.chargerCount}` },
  ];
}

function textQueries(book: LoggedBook): readonly ListQuery[] {
  const words = (name: string, texts: readonly string[]): ListQuery => ({
    name,
    query: (sample) => `q=${encodeURIComponent(pick(texts, sample))}`,
  });
  return [
    { name: 'text of one charger', query: (sample) => `q=${idAt(book, sample).toLowerCase()}` },
    { name: 'text of its last digits', query: (sample) => `q=${idAt(book, sample).slice(-5)}` },
    words('text of an eighth', ['north', 'harbour', 'airport', 'market']),
    words('text of two words', ['north deck 1', 'harbour yard 2', 'station lane 31']),
    words('text of three letters', ['por', 'dec', 'rth', 'q-1', 'p29']),
    words('text that is nowhere', ['zzzzzz', 'no such charger']),
    words('prefix of one letter', ['a', 'h', 'q', 'z']),
    words('prefix of two letters', ['aa', 'hl', 'bq', 'zz']),
  ];
}

function idAt({ chargerCount }: LoggedBook, sample: number): string {
  return chargerIdOf((sample * STRIDE) % chargerCount);
}

/** Queries of no promise: a page, or the refusal that says that it took too long. */
export function otherQueries(book: LoggedBook): readonly string[] {
  const account = `accountId=${pick(book.accountIds, 3)}`;
  return [
    'needsAttention=true&override=delay&hasPaymentTerminal=true&sort=-limitAmps',
    'q=north&scope=private&override=rate&hasPaymentTerminal=true&sort=lastChangedAt',
    'q=a&sort=lastChangedAt&status=retired',
    `${account}&q=harbour&needsAttention=true&sort=-displayName`,
    'status=retired&hasPaymentTerminal=true&override=offlineAllocation&sort=-lastChangedAt',
    `groupId=${pick(book.groupIds, 5)}&scope=open&sort=limitAmps`,
  ];
}
