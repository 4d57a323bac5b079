import { type PlaceVerdict, type Position } from '@chargebook/event-store';
import { Problem, validationFailed } from '@chargebook/http';
import { type EventCatalogue } from '@chargebook/kernel';

import { type FeedFilter, type FeedRights, unknownNames } from '../domain/feed-filter.rules';
import { type FeedPlace, type FeedReader } from '../queries/feed-reader.runner';

/** Says in place of a position: behind all that is in the log now. */
export const END = 'end';

const WHY: Readonly<Record<Exclude<PlaceVerdict, 'good'>, string>> = {
  foreign: 'is not a position of this book.',
  'beyond-head': 'lies beyond the end of this book.',
  'lost-future': 'names a position that was lost when the book was restored.',
  'no-event': 'is the position of no event of this book.',
};

/** What the client says of where he stands; a stream's header goes before its query. */
export interface SaidPlace {
  readonly after?: string | undefined;
  readonly lastSeen?: string | undefined;
}

/**
 * Where the client stands, when the log knows the place; before all when he says nothing.
 * @throws Problem `position-invalid`; StoreUnavailable
 */
export async function placeOf(
  reader: FeedReader,
  { after, lastSeen }: SaidPlace,
): Promise<FeedPlace> {
  const isHeader = lastSeen !== undefined && lastSeen !== '';
  const said = isHeader ? lastSeen : after;
  if (said === undefined) return 'start';
  if (said === END) return reader.end();
  const verdict = await reader.verify(said);
  if (verdict === 'good') return said as Position;
  const name = isHeader ? 'Last-Event-ID' : 'after';
  throw new Problem('position-invalid', {
    detail: `${name} ${WHY[verdict]}`,
    pointer: `/${name}`,
    figures: { verdict },
  });
}

/** Who asks for events, and the members by which he asks for categories and types. */
export interface Asked {
  readonly rights: FeedRights;
  readonly members: readonly [categories: string, types: string];
}

/**
 * Refuses what is asked for and is nothing that the book has for him, by the members that name it.
 * @throws Problem `validation-failed`
 */
export function requireKnown(
  filter: FeedFilter,
  catalogue: EventCatalogue,
  { rights, members: [categories, types] }: Asked,
): void {
  const unknown = unknownNames(filter, catalogue, rights);
  if (unknown.length === 0) return;
  throw validationFailed(
    unknown.map(({ member, name }) => ({
      pointer: `/${member === 'category' ? categories : types}`,
      detail: `There is no ${member} of events "${name}" here.`,
    })),
  );
}
