/** The order of texts in the tables: by their bytes, whatever the language of the machine. */
export function compareTexts(one: string, other: string): number {
  return one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other));
}
