import { createHash } from 'node:crypto';

/** Names are told apart without case and outer blanks, as the book does. */
export function canonicalName(name: string): string {
  return name.trim().toLowerCase();
}

/**
 * The same for the same thing in every run, so that a run after a killed one adds nothing twice.
 * What a thing belongs to is in the path, which the service adds to the key.
 */
export function idempotencyKeyOf(what: string, name: string): string {
  const digest = createHash('sha256').update(canonicalName(name)).digest('hex');
  return `import-${what}-${digest.slice(0, 32)}`;
}
