export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Two numbers with a comma, a semicolon or blanks between; however long, it is read once. */
const TWO_PARTS = /^\(?([^\s,;()]+)(?:\s*[,;]\s*|\s+)([^\s,;()]+)\)?$/;

/** A place as maps write it, `42.6526, -73.7562`; undefined where the text is none. */
export function placeOf(text: string): Place | undefined {
  const [, one, other] = TWO_PARTS.exec(text.trim()) ?? [];
  const [latitude, longitude] = [degreesOf(one, 90), degreesOf(other, 180)];
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

/** A degree as it was typed, with a point or a comma; undefined where it is none. */
export function degreesOf(text: string | undefined, most: number): number | undefined {
  const plain = (text ?? '').trim().replace(',', '.').replace(/°$/, '');
  if (!/^-?\d{1,3}(\.\d{1,15})?$/.test(plain)) return undefined;
  const degrees = Number(plain);
  return Math.abs(degrees) <= most ? degrees : undefined;
}
