import { type ReadReq } from '@eventstore/db-client/generated/streams_pb';

import { type StoredEvent } from './stored-log';

export type EventFilter = (event: StoredEvent) => boolean;

type FilterOptions = ReadReq.Options.FilterOptions;

/** What the server leaves out of `$all` for everyone. */
export const everyEvent: EventFilter = ({ stream }) => stream !== '$epoch-information';

/** The filter of a request: a regular expression, or else prefixes, of stream names or types. */
export function eventFilterOf(options: FilterOptions): EventFilter {
  const byType = options.getEventType();
  const expression = byType ?? options.getStreamIdentifier();
  const textOf = (event: StoredEvent): string => (byType ? event.type : event.stream);
  const pattern = expression?.getRegex() ?? '';
  const prefixes = expression?.getPrefixList() ?? [];
  const matches = pattern === '' ? startsWithOneOf(prefixes) : matchesPattern(pattern);
  return (event) => everyEvent(event) && matches(textOf(event));
}

function startsWithOneOf(prefixes: readonly string[]): (text: string) => boolean {
  return (text) => prefixes.some((prefix) => text.startsWith(prefix));
}

function matchesPattern(pattern: string): (text: string) => boolean {
  const expression = new RegExp(pattern, 'u');
  return (text) => expression.test(text);
}
