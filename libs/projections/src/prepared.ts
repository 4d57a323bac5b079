import { type QueryConfig } from 'pg';

const NAMES = new Map<string, string>();

/**
 * A statement that each connection parses and plans once, for what runs many times a second. Its
 * text must come from code, not from values: every text is kept.
 */
export function prepared(text: string, values: readonly unknown[]): QueryConfig {
  const name = NAMES.get(text) ?? `projections ${NAMES.size}`;
  NAMES.set(text, name);
  return { name, text, values: [...values] };
}
