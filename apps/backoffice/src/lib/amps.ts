/** What was typed as a number of amps, with a point or a comma; undefined where it is none. */
export function ampsOf(text: string | number | null | undefined): number | undefined {
  const plain = String(text ?? '')
    .trim()
    .replace(/A$/i, '')
    .trimEnd()
    .replace(',', '.');
  return /^\d{1,7}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}
