import { type RecordedEvent } from '@chargebook/event-store';

import { type ParseEvent, type ProjectedEvent } from './projection';

/** An event whose text could not be read. */
export interface Unreadable {
  readonly recorded: RecordedEvent;
  readonly error: unknown;
}

/** An event that this code is too old for, and every later one with it. */
export interface WaitingFor {
  readonly recorded: RecordedEvent;
  /** As `ChargerAdded version 3`. */
  readonly newerThanCode: string;
}

export interface ReadEvents {
  /** In log order, up to the first that is newer than the code. */
  readonly events: readonly (ProjectedEvent | Unreadable)[];
  readonly waitingFor: WaitingFor | undefined;
}

export function readEvents(recorded: readonly RecordedEvent[], parse: ParseEvent): ReadEvents {
  const events: (ProjectedEvent | Unreadable)[] = [];
  for (const each of recorded) {
    const event = read(each, parse);
    if (event === undefined) continue;
    if ('newerThanCode' in event) return { events, waitingFor: { recorded: each, ...event } };
    events.push(event);
  }
  return { events, waitingFor: undefined };
}

export function isReadable(event: ProjectedEvent | Unreadable): event is ProjectedEvent {
  return !('error' in event);
}

function read(recorded: RecordedEvent, parse: ParseEvent): ReturnType<ParseEvent> | Unreadable {
  try {
    return parse(recorded);
  } catch (error) {
    return { recorded, error };
  }
}
