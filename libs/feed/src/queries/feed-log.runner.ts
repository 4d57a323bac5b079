import { type RecordedEvent } from '@chargebook/event-store';
import {
  categoryOf,
  CLAIM_CATEGORY,
  type EventCatalogue,
  type EventMetadata,
  NewerVersionNeeded,
} from '@chargebook/kernel';
import { type ParseEvent } from '@chargebook/projections';

import { type LoggedEvent } from '../domain/logged-event.state';

/**
 * The event as the feed hands it out; undefined for what it does not: of others, of the kernel, or
 * written by nobody of this service into a stream of the book.
 * @throws NewerVersionNeeded for what a newer process wrote
 */
export type Logged = (recorded: RecordedEvent) => LoggedEvent | undefined;

/** Readers who are given one event by the engine are given one by this, too. */
export function loggedBy(parse: ParseEvent, catalogue: EventCatalogue): Logged {
  const known = new WeakMap<RecordedEvent, LoggedEvent>();
  return (recorded) => {
    const logged = known.get(recorded) ?? fresh(recorded, parse, catalogue);
    if (logged !== undefined) known.set(recorded, logged);
    return logged;
  };
}

function fresh(
  recorded: RecordedEvent,
  parse: ParseEvent,
  catalogue: EventCatalogue,
): LoggedEvent | undefined {
  const category = categoryOf(recorded.stream);
  if (category === CLAIM_CATEGORY) return undefined;
  const parsed = parsedUnlessForeign(recorded, parse);
  if (parsed === undefined) return undefined;
  // Also of a category that is not known here: who passed over it would never be told.
  if ('newerThanCode' in parsed) throw new NewerVersionNeeded(parsed.newerThanCode);
  if (!Object.hasOwn(catalogue.get(category) ?? {}, recorded.type)) return undefined;
  const { id, stream, revision, position, type, data: dataText } = recorded;
  const metadata = parsed.metadata as EventMetadata;
  return { id, stream, category, revision, position, type, dataText, metadata };
}

/** What nobody of this service can have written tells nobody anything. */
function parsedUnlessForeign(recorded: RecordedEvent, parse: ParseEvent): ReturnType<ParseEvent> {
  try {
    return parse(recorded);
  } catch {
    return undefined;
  }
}
