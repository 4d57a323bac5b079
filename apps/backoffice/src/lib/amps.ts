/** As lists show it, `1,250 A`: such a comma parts thousands, for amps have one decimal at most. */
const WITH_THOUSANDS = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/**
 * What was typed as a number of amps, with a point or a comma for its decimal, or pasted as it is
 * shown; undefined where it is none.
 */
export function ampsOf(text: string | number | null | undefined): number | undefined {
  const plain = String(text ?? '')
    .trim()
    .replace(/A$/i, '')
    .trimEnd();
  const pointed = WITH_THOUSANDS.test(plain) ? plain.replaceAll(',', '') : plain.replace(',', '.');
  return /^\d{1,7}(\.\d{1,6})?$/.test(pointed) ? Number(pointed) : undefined;
}
