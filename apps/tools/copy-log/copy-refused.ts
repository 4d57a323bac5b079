import { type PlacedEvent } from '@chargebook/event-store';

/** The log cannot be copied, and trying again does not help; the message is one line. */
export class CopyRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CopyRefused';
  }
}

/** As `ChargerAdded 5f0c… (site-1 at revision 3)`. */
export function nameOf({ type, id, stream, revision }: PlacedEvent): string {
  return `${type} ${id} (${stream} at revision ${revision})`;
}
