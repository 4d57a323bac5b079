import { type PlacedEvent } from '../event-store.port';
import { type Append } from './wire-requests';

/** Events that come one behind the other in one stream, as one append; the order stays. */
export function runsOf(events: readonly PlacedEvent[]): readonly Append[] {
  const runs: PlacedEvent[][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last?.[0]?.stream === event.stream) last.push(event);
    else runs.push([event]);
  }
  return runs.flatMap(([first, ...rest]) =>
    first === undefined ? [] : appendOf([first, ...rest]),
  );
}

function appendOf(events: readonly [PlacedEvent, ...PlacedEvent[]]): Append {
  const [{ stream, revision }] = events;
  return { stream, expected: revision === 0n ? 'no-stream' : revision - 1n, events };
}
