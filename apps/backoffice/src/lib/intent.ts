import { isOutcomeUnknown } from './problem';

/**
 * The name of what somebody wants done (`Idempotency-Key`). It stays the same until the outcome is
 * known, so that a repeat, by whatever came in between, does nothing twice; another wish is another
 * name.
 */
export class Intent {
  private key: string | undefined;
  private wish: string | undefined;

  keyFor(sent: unknown): string {
    const wish = JSON.stringify(sent);
    if (this.key === undefined || wish !== this.wish) this.key = newKey();
    this.wish = wish;
    return this.key;
  }

  /** Call with the error, or without one after a success. */
  settle(error?: unknown): void {
    if (error === undefined || !isOutcomeUnknown(error)) this.key = undefined;
  }
}

/** `randomUUID` is there on https and on the own machine alone. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
