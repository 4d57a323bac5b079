export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * A place as maps write it, `42.6526, -73.7562`, be it with a comma, a semicolon or a space
 * between; undefined where the text is none.
 */
export function placeOf(text: string): Place | undefined {
  const match = /^\s*\(?(-?\d{1,3}(?:\.\d+)?)°?\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)°?\)?\s*$/.exec(
    text,
  );
  if (match === null) return undefined;
  const [latitude, longitude] = [Number(match[1]), Number(match[2])];
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth ? { latitude, longitude } : undefined;
}

/** A degree as it was typed, with a point or a comma; undefined where it is none. */
export function degreesOf(text: string | undefined, most: number): number | undefined {
  const plain = (text ?? '').trim().replace(',', '.').replace(/°$/, '');
  if (!/^-?\d{1,3}(\.\d{1,15})?$/.test(plain)) return undefined;
  const degrees = Number(plain);
  return Math.abs(degrees) <= most ? degrees : undefined;
}
