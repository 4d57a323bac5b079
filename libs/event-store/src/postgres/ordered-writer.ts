import { type ClientBase } from 'pg';

import { type CopiedEvents } from '../append-bounds';
import { AppendOutcomeUnknown, WrongExpectedRevision } from '../errors';
import { type StreamName } from '../event-store.port';
import { type LogPlace } from '../position-token';
import { ConnectionLost, type Connections } from './connections';
import { APPEND, columnsOf, named } from './log-writer';

interface VerdictRow {
  readonly stream: StreamName;
  readonly actual: string;
  /** Of the stream's last event; null when the stream was refused. */
  readonly position: string | null;
  readonly incarnation: number | null;
}

/**
 * Writes events of many streams in one transaction, numbered in this order: all of them, or none
 * when one of their streams is refused. Answers the place of the last one.
 */
export async function writeInOrder(
  connections: Connections,
  events: CopiedEvents,
): Promise<LogPlace> {
  try {
    return await connections.transaction((client) => write(client, events));
  } catch (error) {
    if (!(error instanceof ConnectionLost)) throw error;
    throw new AppendOutcomeUnknown(events[0].stream, error.cause);
  }
}

async function write(client: ClientBase, events: CopiedEvents): Promise<LogPlace> {
  const { rows } = await client.query<VerdictRow>(APPEND, [...columnsOf(events)]);
  const places = rows.map((row) => placeOrRefusal(row, events));
  return places.reduce((last, place) => (place.position > last.position ? place : last));
}

function placeOrRefusal(row: VerdictRow, events: CopiedEvents): LogPlace {
  if (row.position !== null) {
    return { position: BigInt(row.position), incarnation: Number(row.incarnation) };
  }
  const first = events.find(({ stream }) => stream === row.stream) ?? events[0];
  const expected = named(first.revision - 1n);
  throw new WrongExpectedRevision(row.stream, expected, named(BigInt(row.actual)));
}
