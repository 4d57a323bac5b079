const ENCODER = new TextEncoder();

/**
 * The part of a claim stream's name that stands for a value compared without case: lower case, each
 * byte beyond letters, digits, dash and underscore as a dot and two hexadecimal digits, so that two
 * values never share a name.
 */
export function canonicalName(value: string): string {
  return value
    .toLowerCase()
    .replace(/[^a-z0-9_-]/gu, (character) =>
      Array.from(
        ENCODER.encode(character),
        (byte) => `.${byte.toString(16).padStart(2, '0')}`,
      ).join(''),
    );
}
