import { type DomainEvent } from './decider';
import { type EventMetadata, type Recorded } from './envelope';

/** An event that was read and parsed, as `evolve` takes it: what, when and by whom. */
export function recordedOf<Event extends DomainEvent>(parsed: {
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}): Recorded<Event> {
  const { recordedAt, actor } = parsed.metadata as EventMetadata;
  const { type, data } = parsed;
  return { type, data, at: recordedAt, by: actor.id } as unknown as Recorded<Event>;
}
